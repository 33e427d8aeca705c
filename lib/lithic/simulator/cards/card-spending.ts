import { type Answer, type Call, ok, param } from "../call.ts";
import { cardMonthStart, spentSince, yearBefore } from "../spending.ts";
import { type Card, cardOf } from "./card.ts";

export function getCardSpendLimits(call: Call): Answer {
  const { card } = cardOf(call, param(call, "card_token"));
  const spend_velocity = {
    annually: spentSince(call.store, "card_token", card.token, yearBefore(call.now)),
    forever: spentSince(call.store, "card_token", card.token, new Date(0)),
    monthly: spentSince(call.store, "card_token", card.token, cardMonthStart(call.now)),
  };
  const window = { ANNUALLY: "annually", FOREVER: "forever", MONTHLY: "monthly", TRANSACTION: undefined }[
    card.spend_limit_duration
  ];
  if (window === undefined || card.spend_limit === 0)
    return ok({ available_spend_limit: {}, spend_limit: {}, spend_velocity });
  const available = Math.max(
    0,
    card.spend_limit - (spend_velocity[window as keyof typeof spend_velocity] ?? 0),
  );
  return ok({
    available_spend_limit: { [window]: available },
    spend_limit: { [window]: card.spend_limit },
    spend_velocity,
  });
}

/** Whether a purchase would exceed the card's own limit in its window. A limit of 0 means none. */
export function exceedsCardLimit(
  { store, now }: Pick<Call, "store" | "now">,
  card: Card,
  amount: number,
): boolean {
  if (card.spend_limit === 0) return false;
  const since = {
    ANNUALLY: yearBefore(now),
    FOREVER: new Date(0),
    MONTHLY: cardMonthStart(now),
    TRANSACTION: undefined,
  }[card.spend_limit_duration];
  const spent = since === undefined ? 0 : spentSince(store, "card_token", card.token, since);
  return spent + amount > card.spend_limit;
}
