import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canRenew } from "./card.ts";
import { checkCopiesLeft, checkNotPrinting } from "./check-printing.ts";
import { takeDeliveryAddress } from "./delivery-address.ts";
import { renewAtIssuer } from "./issuer/print-card.ts";

/** Gives a card a new expiry and security code; its number stays. The issuer wants an address even for a virtual card; a physical one is printed anew
 *  and sent there, or where it was sent before. Throws RULE_BROKEN for a card that is closed or not made yet, while an earlier order is not
 *  answered, and for a physical one after eight copies. */
export const renewCard = command({
  name: "card.renew",
  input: z.strictObject({
    cardId: rowId,
    shippingAddressId: rowId.nullable().default(null),
    version: seenVersion,
  }),
  async run(work) {
    const { db, input } = work;
    // Two orders at one moment must see each other.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canRenew(card))
      throw new AppError(
        "RULE_BROKEN",
        "Only a card that the issuer has made and that is not closed can be renewed; nothing was changed.",
      );
    await checkNotPrinting(work, card.id);
    if (card.form === "physical") await checkCopiesLeft(work, card.id);
    const shippingAddressId = await takeDeliveryAddress(
      work,
      card.userId,
      input.shippingAddressId ?? card.shippingAddressId,
    );
    // A form sent twice, because its answer was lost, must not print twice.
    const ordered = await db.bumpVersion("Card", card);
    db.note("Card", card.id, { shippingAddressId });
    await enqueue(work, renewAtIssuer, card, { shippingAddressId });
    return { cardId: card.id, version: ordered.version };
  },
});
