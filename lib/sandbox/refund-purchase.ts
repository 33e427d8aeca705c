import { AppError } from "@/lib/errors.ts";
import { simulateReturn } from "@/lib/lithic/simulate.ts";
import { maxMerchantLength } from "./merchants.ts";
import { noteStep, purchaseStep } from "./purchase-step.ts";

/** The command that notes a refund. Throws RULE_BROKEN for a purchase that moved no money. */
export const noteRefund = noteStep("sandbox.refund", ({ status, amount }) => {
  if (status !== "settled" || amount <= 0n)
    throw new AppError("RULE_BROKEN", "Only a settled purchase can be refunded. Clear it first.");
});

/** Has the merchant pay back all of a purchase, or another amount. The refund is a transaction of
 *  its own, which settles at once. See `purchaseStep`. */
export const refundPurchase = purchaseStep(noteRefund, ({ transaction, cardToken, amount }) =>
  simulateReturn(cardToken, {
    amount: amount ?? Number(transaction.amount),
    descriptor: transaction.merchantName.slice(0, maxMerchantLength),
  }),
);
