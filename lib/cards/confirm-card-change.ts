import { z } from "zod";
import { command } from "@/lib/command.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";
import { limitAnswer } from "./limit-answer.ts";
import { settled, settledLimit } from "./settle-card.ts";

/** Puts in force what the issuer answered to another limit or memo. The memo is ours and needs nothing more; a limit counts as the issuer
 *  states it, and a wish that came later stands. */
export const confirmCardChange = command({
  name: "card.confirm",
  input: z.strictObject({ ...leaseFields, limit: limitAnswer.nullable() }),
  async run({ db, now, input: { operationId, owner, limit } }) {
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", Number(operation.targetId));
    if (limit === null) return { cardId: card.id, version: card.version };
    const closed =
      limit.status === "inactive" && card.status !== "inactive" ? settled(card, "inactive", now) : {};
    const changed = await db.update("Card", card, {
      ...settledLimit(card, limit.wanted, limit.stated),
      ...closed,
      issuerMessage: null,
    });
    return { cardId: changed.id, version: changed.version };
  },
});
