import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, rowId } from "@/lib/fields/column.ts";
import { endOperation } from "@/lib/outbox/held-operation.ts";
import { leaseFields } from "@/lib/outbox/lease-fields.ts";
import { settled } from "./apply-card-state.ts";

/** Puts in force that the issuer prints a card, again or for the first time, or has renewed it. A card that was virtual is physical from now on, and
 *  is being made. */
export const confirmPrint = command({
  name: "card.confirm",
  input: z.strictObject({ ...leaseFields, shippingAddressId: rowId, status: choice("Card", "status") }),
  async run({ db, now, input: { operationId, owner, shippingAddressId, status } }) {
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", Number(operation.targetId));
    const isConverted = operation.kind === "card.convert";
    const isPrinted = isConverted || card.form === "physical";
    // What is printed again or renewed stays in its state: an answer that took long may tell of one that is over.
    const isSettled = (isConverted && card.wantedStatus === null) || status === "inactive";
    const changed = await db.update("Card", card, {
      ...(isPrinted && { shippingAddressId }),
      ...(isConverted && { form: "physical", shippedAt: null }),
      ...(isSettled && settled(card, status, now)),
      issuerMessage: null,
    });
    db.note("Card", card.id, { confirmed: operation.kind });
    return { cardId: changed.id, version: changed.version };
  },
});
