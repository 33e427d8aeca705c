import { z } from "zod";
import { cardShape, type IssuerCard } from "./cards.ts";
import { call, checked } from "./client.ts";
import { limitDurationOf, type SettableState, type SpendLimit, stateOf } from "./translate.ts";

/** The load of a reloadable card, in minor units. */
interface CardLoad {
  readonly left: number | null;
  readonly loaded: number | null;
}

const foreverShape = z.object({ forever: z.int().min(0).nullish() });

const loadShape = z
  .object({ available_spend_limit: foreverShape, spend_limit: foreverShape.nullish() })
  .transform(
    ({ available_spend_limit, spend_limit }): CardLoad => ({
      left: available_spend_limit.forever ?? null,
      loaded: spend_limit?.forever ?? null,
    }),
  );

/** Sets a card's state (PATCH /v1/cards). The issuer stores `reason`. */
export async function setCardState(
  cardToken: string,
  wanted: SettableState,
  reason: string,
): Promise<IssuerCard> {
  const body = { state: stateOf[wanted], comment: reason };
  const card = await call("cards:PATCH", (lithic) => lithic.cards.update(cardToken, body), cardShape);
  return checked(card, card.token === cardToken);
}

/** Sets a card's spend limit (PATCH /v1/cards). Lithic's value for no limit is 0. */
export async function setCardLimit(
  cardToken: string,
  { spendLimit, spendLimitDuration }: SpendLimit,
): Promise<IssuerCard> {
  const body =
    spendLimit === null || spendLimitDuration === null
      ? { spend_limit: 0 }
      : { spend_limit: Number(spendLimit), spend_limit_duration: limitDurationOf[spendLimitDuration] };
  const card = await call("cards:PATCH", (lithic) => lithic.cards.update(cardToken, body), cardShape);
  return checked(card, card.token === cardToken);
}

/** Sets the issuer's memo of a card (PATCH /v1/cards). */
export async function setCardMemo(cardToken: string, memo: string): Promise<IssuerCard> {
  const card = await call("cards:PATCH", (lithic) => lithic.cards.update(cardToken, { memo }), cardShape);
  return checked(card, card.token === cardToken);
}

/** Reads what a reloadable card can still spend, and its total load, in minor units. Null where the
 *  card has no such limit (GET /v1/cards/{card_token}/spend_limits). Pass a shorter `timeout` where
 *  a person waits. */
export async function readCardSpendLimits(cardToken: string, { timeout = 10_000 } = {}): Promise<CardLoad> {
  return call("cards:GET", (lithic) => lithic.cards.retrieveSpendLimits(cardToken, { timeout }), loadShape);
}
