import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { canChange } from "./card.ts";

/** Throws RULE_BROKEN for a card that the issuer has not created yet, and for one that is closed or
 *  about to be. */
export function checkChangeable(card: Row<"Card">): void {
  if (canChange(card)) return;
  throw new AppError(
    "RULE_BROKEN",
    card.lastFour === null && card.status === "pending"
      ? "The issuer is still creating this card. Try again once it is ready."
      : "This card is closed.",
  );
}
