import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, rowId, seenVersion } from "@/lib/fields/column.ts";
import { isOwed } from "@/lib/lithic/owe.ts";
import { settled } from "./settle-card.ts";

/** Puts in force what the issuer did to a card by itself, such as sending it. While something is owed for the card, its answer will say more.
 *  Throws STALE when the card was changed after the issuer was asked. */
export const mirrorCard = command({
  name: "card.mirror",
  input: z.strictObject({
    cardId: rowId,
    status: choice("Card", "status"),
    awaitsActivation: z.boolean(),
    version: seenVersion,
  }),
  async run(work) {
    const { db, now, input } = work;
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (card.status === "inactive" || card.wantedStatus !== null || (await isOwed(work, "Card", card.id)))
      return { cardId: card.id, version: card.version };
    const isNews = input.awaitsActivation && card.shippedAt === null && card.form === "physical";
    const changed = await db.update("Card", card, {
      ...(input.status !== card.status && settled(card, input.status, now)),
      ...(isNews && { shippedAt: now }),
    });
    return { cardId: changed.id, version: changed.version };
  },
});
