import { type Answer, type Call, ok, param } from "../call.ts";
import { cardMonthStart, spentSince, yearBefore } from "../spending.ts";
import { type Card, cardOf } from "./card.ts";

export function getCardSpendLimits(call: Call): Answer {
  const { card } = cardOf(call, param(call, "card_token"));
  const since = startOfWindow(card, call.now);
  // Each part is present only for the limit that is set.
  if (since === undefined || card.spend_limit === 0)
    return ok({ available_spend_limit: {}, spend_limit: {}, spend_velocity: {} });
  const window = card.spend_limit_duration.toLowerCase();
  const spent = spentSince(call.store, "card_token", card.token, since);
  return ok({
    available_spend_limit: { [window]: Math.max(0, card.spend_limit - spent) },
    spend_limit: { [window]: card.spend_limit },
    spend_velocity: { [window]: spent },
  });
}

// A limit for each purchase has no window.
const startOfWindow = ({ spend_limit_duration }: Card, now: Date): Date | undefined =>
  ({
    ANNUALLY: yearBefore(now),
    FOREVER: new Date(0),
    MONTHLY: cardMonthStart(now),
    TRANSACTION: undefined,
  })[spend_limit_duration];

/** Whether a purchase would exceed the card's own limit in its window. A limit of 0 means none. */
export function exceedsCardLimit(
  { store, now }: Pick<Call, "store" | "now">,
  card: Card,
  amount: number,
): boolean {
  if (card.spend_limit === 0) return false;
  const since = startOfWindow(card, now);
  const spent = since === undefined ? 0 : spentSince(store, "card_token", card.token, since);
  return spent + amount > card.spend_limit;
}
