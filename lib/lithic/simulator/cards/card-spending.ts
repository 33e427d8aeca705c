import { cardWindowStart } from "@/lib/lithic/decision/windows.ts";
import { type Answer, type Call, ok, param } from "../call.ts";
import { spentSince } from "../spending.ts";
import { cardOf } from "./card.ts";

export function getCardSpendLimits(call: Call): Answer {
  const { card } = cardOf(call, param(call, "card_token"));
  const since = cardWindowStart(card.spend_limit_duration, call.now);
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
