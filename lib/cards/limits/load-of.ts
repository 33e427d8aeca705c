import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { confirmedLimit, desiredLimit } from "../card.ts";
import { checkChangeable } from "../check-changeable.ts";

/** The total loaded on a card after every pending change, in minor units. Throws RULE_BROKEN for a
 *  card that cannot be loaded. */
export function loadOf(card: Row<"Card">): bigint {
  checkChangeable(card);
  if (card.cardType !== "reloadable")
    throw new AppError(
      "RULE_BROKEN",
      "Only a reloadable card is loaded; this one spends the balance of the business.",
    );
  return (desiredLimit(card) ?? confirmedLimit(card)).spendLimit ?? 0n;
}
