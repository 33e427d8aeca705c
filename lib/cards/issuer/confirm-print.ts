import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, rowId } from "@/lib/fields/column.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { targetIdOf } from "@/lib/outbox/target.ts";
import { confirmedState } from "./confirm-card.ts";

/** Applies that the issuer prints a card, again or for the first time, or has renewed it. A virtual
 *  card becomes physical and is being produced. */
export const confirmPrint = command({
  name: "card.confirm",
  input: z.strictObject({ ...leaseFields, shippingAddressId: rowId, status: choice("Card", "status") }),
  async run({ db, now, input: { operationId, owner, shippingAddressId, status } }) {
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", targetIdOf(operation));
    const isConverted = operation.kind === "card.convert";
    const isPrinted = isConverted || card.form === "physical";
    // A reissue or renewal does not change the card's state: a slow answer may state an old one.
    const isConfirmed = (isConverted && card.desiredStatus === null) || status === "inactive";
    const changed = await db.update("Card", card, {
      ...(isPrinted && { shippingAddressId }),
      ...(isConverted && { form: "physical", shippedAt: null }),
      ...(isConfirmed && confirmedState(card, status, now)),
      issuerMessage: null,
    });
    db.note("Card", card.id, { confirmed: operation.kind });
    return { cardId: changed.id, version: changed.version };
  },
});
