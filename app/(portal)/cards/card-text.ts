import type { StateTone } from "@/components/ui/display/badge";
import { type CardState, type CardStatus, type LimitWindow, limitWindowLabels } from "@/lib/cards/card";
import { formatMoney } from "@/lib/money";

const tones: Readonly<Record<CardStatus, StateTone>> = {
  pending: "pending",
  active: "active",
  frozen: "frozen",
  inactive: "closed",
  other: "neutral",
};

/** The color of a card's state. A state that the issuer has not confirmed is pending. */
export const cardTone = ({ status, desiredStatus }: CardState): StateTone =>
  desiredStatus === null ? (tones[status as CardStatus] ?? "neutral") : "pending";

/** A card's own limit with its window, such as "$500.00 per month". Null when it has none.
 *  Amounts are in minor units. */
export function limitText(
  { spendLimit, spendLimitDuration }: { spendLimit: number | null; spendLimitDuration: LimitWindow | null },
  currency: string,
): string | null {
  if (spendLimit === null || spendLimitDuration === null) return null;
  return `${formatMoney(BigInt(spendLimit), currency)} ${limitWindowLabels[spendLimitDuration]}`;
}
