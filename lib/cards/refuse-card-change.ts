import { z } from "zod";
import { command } from "@/lib/command.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";
import { limitAnswer } from "./limit-answer.ts";
import { settled, settledLimit } from "./settle-card.ts";

/** Puts in force that another limit or memo was refused: a limit stays what the issuer states, the memo is ours and stays as it was changed,
 *  and the words of the refusal are shown. */
export const refuseCardChange = command({
  name: "card.refuse",
  input: z.strictObject({ ...leaseFields, limit: limitAnswer.nullable(), message: z.string() }),
  async run({ db, now, input: { operationId, owner, limit, message } }) {
    const operation = await endOperation(db, { operationId, owner }, "refused", message);
    const card = await db.findForUpdate("Card", Number(operation.targetId));
    if (card.status === "inactive") return { cardId: card.id, version: card.version };
    const changed = await db.update("Card", card, {
      ...(limit && settledLimit(card, limit.wanted, limit.stated)),
      ...(limit?.status === "inactive" ? settled(card, "inactive", now) : {}),
      issuerMessage: message.slice(0, 300),
    });
    return { cardId: changed.id, version: changed.version };
  },
});
