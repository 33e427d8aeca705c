import { z } from "zod";
import { renewAtIssuer } from "@/lib/cards/issuer/print-card.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canRenew } from "../card.ts";
import { checkCopiesLeft, checkNotPrinting } from "./check-printing.ts";
import { takeDeliveryAddress } from "./delivery-address.ts";

/** Renews a card with a new expiry and security code. Its number stays. The issuer requires an
 *  address even for a virtual card. A physical card is printed again and ships to that address, or
 *  to its last one. Throws RULE_BROKEN for a card that is closed or not created yet, while an
 *  earlier order is pending, and for a physical card after eight copies. */
export const renewCard = command({
  name: "card.renew",
  limit: "issue",
  input: z.strictObject({
    cardId: rowId,
    shippingAddressId: rowId.nullable().default(null),
    version: seenVersion,
  }),
  async run(work) {
    const { db, input } = work;
    // Two orders at the same time must see each other.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canRenew(card))
      throw new AppError(
        "RULE_BROKEN",
        "Only a card that the issuer has made and that is not closed can be renewed.",
      );
    await checkNotPrinting(work, card.id);
    if (card.form === "physical") await checkCopiesLeft(work, card.id);
    const shippingAddressId = await takeDeliveryAddress(
      work,
      card.userId,
      input.shippingAddressId ?? card.shippingAddressId,
    );
    // A form submitted twice, because its answer was lost, must not print twice.
    const ordered = await db.bumpVersion("Card", card);
    db.note("Card", card.id, { shippingAddressId });
    await enqueue(work, renewAtIssuer, card, { shippingAddressId });
    return { cardId: card.id, version: ordered.version };
  },
});
