import { z } from "zod";
import { convertAtIssuer } from "@/lib/cards/issuer/convert-card.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canConvert } from "../card.ts";
import { checkNotPrinting } from "./check-printing.ts";
import { takeDeliveryAddress } from "./delivery-address.ts";

/** Converts a virtual card to a physical one and has it printed. It keeps its number. Once the
 *  issuer accepts, it cannot be used until it ships and is activated. Throws RULE_BROKEN for a card
 *  that is not virtual and active, and while an earlier order is pending. */
export const convertCard = command({
  name: "card.convert",
  limit: "issue",
  input: z.strictObject({ cardId: rowId, shippingAddressId: rowId, version: seenVersion }),
  async run(work) {
    const { db, input } = work;
    // Two orders at the same time must see each other.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canConvert(card))
      throw new AppError("RULE_BROKEN", "Only a virtual card that is active can be made physical.");
    await checkNotPrinting(work, card.id);
    const shippingAddressId = await takeDeliveryAddress(work, card.userId, input.shippingAddressId);
    db.note("Card", card.id, { shippingAddressId });
    await enqueue(work, convertAtIssuer, card, { shippingAddressId });
    return { cardId: card.id, version: card.version };
  },
});
