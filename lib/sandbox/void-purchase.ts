import { AppError, invalidField } from "@/lib/errors.ts";
import { simulateVoid } from "@/lib/lithic/simulate.ts";
import { noteStep, purchaseStep } from "./purchase-step.ts";

/** The command that notes a void. Throws RULE_BROKEN for a purchase that is not pending, and
 *  INVALID_INPUT for more than is held. */
export const noteVoid = noteStep("sandbox.void", ({ status, amount: held }, amount) => {
  if (status !== "pending") throw new AppError("RULE_BROKEN", "Only a pending purchase can be voided.");
  if (amount !== undefined && amount > held)
    throw invalidField("amount", "This is more than the purchase holds. Enter a smaller amount.");
});

/** Has the merchant give up what is held, or a part of it. See `purchaseStep`. */
export const voidPurchase = purchaseStep(noteVoid, ({ token, amount }) => simulateVoid(token, { amount }));
