import { z } from "zod";
import { checkAccountIssues } from "@/lib/cards/issue/may-issue.ts";
import { registerHolder } from "@/lib/cards/issue/register-holder.ts";
import { command } from "@/lib/command.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { checkLastFour } from "../state/check-last-four.ts";
import { findNewHolder, moveToHolder } from "./move-to-holder.ts";
import { checkReplaceable } from "./replacement-card.ts";

/** Moves a card to another active person of the business. The issuer cannot change the holder of a
 *  card, so the person gets a new card like it, with another number, and the old one is closed for
 *  good. A physical card needs an address of the business or of the new holder. The money on a
 *  reloadable card is not moved: `spendLimit` is what is loaded on the new one, in minor units. A
 *  person confirms with the last four digits that it is the right card, which a program may leave
 *  out. Throws RULE_BROKEN for a card that is closed, never created or already replaced, and
 *  INVALID_INPUT naming the field. */
export const moveCard = command({
  name: "card.move",
  limit: "issue",
  input: z.strictObject({
    cardId: rowId,
    holderId: rowId,
    lastFour: z.string().optional(),
    shippingAddressId: rowId.nullable().default(null),
    spendLimit: amountInput.nullable().default(null),
    version: seenVersion,
  }),
  async run(work) {
    const { db, input } = work;
    // Two concurrent moves must see each other, and so must a deactivation of either holder.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    const holder = await findNewHolder(work, input.holderId, card.userId);
    await checkReplaceable(work, card);
    if (input.lastFour !== undefined) checkLastFour(card, input.lastFour);
    await checkAccountIssues(work);
    await registerHolder(work, holder);
    const { made, old } = await moveToHolder(work, card, holder, input);
    return { cardId: made.id, movedCardId: old.id, version: old.version };
  },
});
