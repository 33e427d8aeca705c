import { z } from "zod";
import { reissueAtIssuer } from "@/lib/cards/issuer/print-card.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canReissue } from "../card.ts";
import { checkCopiesLeft, checkNotPrinting } from "./check-printing.ts";
import { takeDeliveryAddress } from "./delivery-address.ts";

/** Reissues a physical card with the same number, expiry and security code. It ships to its last
 *  address unless another is given. The old card works until the new one is used. Throws
 *  RULE_BROKEN for any other card, while an earlier order is pending, and after eight copies. */
export const reissueCard = command({
  name: "card.reissue",
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
    if (!canReissue(card))
      throw new AppError(
        "RULE_BROKEN",
        "Only a physical card that the issuer has made and that is not closed can be printed again.",
      );
    await checkNotPrinting(work, card.id);
    await checkCopiesLeft(work, card.id);
    const shippingAddressId = await takeDeliveryAddress(
      work,
      card.userId,
      input.shippingAddressId ?? card.shippingAddressId,
    );
    // A form submitted twice, because its answer was lost, must not print twice.
    const ordered = await db.bumpVersion("Card", card);
    db.note("Card", card.id, { shippingAddressId });
    await enqueue(work, reissueAtIssuer, card, { shippingAddressId });
    return { cardId: card.id, version: ordered.version };
  },
});
