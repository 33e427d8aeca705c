import { AppError, invalidField } from "@/lib/errors.ts";
import { simulateAdvice } from "@/lib/lithic/simulate.ts";
import { noteStep, purchaseStep } from "./purchase-step.ts";

/** The command that notes a tip. Throws RULE_BROKEN for a purchase that is not pending, and
 *  INVALID_INPUT without an amount. */
export const noteTip = noteStep("sandbox.tip", ({ status }, amount) => {
  if (amount === undefined) throw invalidField("amount", "Enter the amount of the tip.");
  if (status !== "pending") throw new AppError("RULE_BROKEN", "A tip needs a pending purchase.");
});

/** Has the merchant raise what is held by a tip. See `purchaseStep`. */
export const tipPurchase = purchaseStep(noteTip, ({ transaction, token, amount = 0 }) =>
  simulateAdvice(token, Number(transaction.amount) + amount),
);
