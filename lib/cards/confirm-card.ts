import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice } from "@/lib/fields/column.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";
import { settled } from "./settle-card.ts";

/** Puts in force what the issuer answered about a card. A wish that came later stands: its own answer will settle it. */
export const confirmCard = command({
  name: "card.confirm",
  input: z.strictObject({
    ...leaseFields,
    wanted: choice("Card", "wantedStatus").nullable(),
    card: z.strictObject({ token: z.uuid(), lastFour: z.string(), status: choice("Card", "status") }),
  }),
  async run({ db, now, input: { operationId, owner, wanted, card: stated } }) {
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", Number(operation.targetId));
    const known =
      card.lithicCardToken === null ? { lithicCardToken: stated.token, lastFour: stated.lastFour } : {};
    // The issuer's last word on a closed card counts even against a later wish: nothing can come after it.
    const isSettled = card.wantedStatus === wanted || stated.status === "inactive";
    const change = isSettled ? settled(card, stated.status, now) : {};
    const changed = await db.update("Card", card, { ...known, ...change, issuerMessage: null });
    return { cardId: changed.id, version: changed.version };
  },
});
