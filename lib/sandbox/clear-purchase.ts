import { AppError } from "@/lib/errors.ts";
import { simulateClearing } from "@/lib/lithic/simulate.ts";
import { noteStep, purchaseStep } from "./purchase-step.ts";

/** The command that notes a clearing. Throws RULE_BROKEN for a purchase that cannot be cleared. */
export const noteClear = noteStep("sandbox.clear", ({ status }) => {
  if (status !== "pending" && status !== "settled")
    throw new AppError("RULE_BROKEN", "Only an approved purchase can be cleared.");
});

/** Has the merchant collect what is held, or another amount. It can be done several times, for more
 *  than was held too. See `purchaseStep`. */
export const clearPurchase = purchaseStep(noteClear, ({ token, amount }) => simulateClearing(token, amount));
