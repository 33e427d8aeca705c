import { z } from "zod";
import { env } from "@/lib/process/env.ts";
import { addressBody, type IssuerAddress } from "./address.ts";
import { call, checked, everyPage, firstPage, lithicClient } from "./client.ts";
import {
  type CardForm,
  type CardState,
  type LimitWindow,
  limitDurationOf,
  lithicStates,
  lithicTypeOf,
  type SettableState,
  type SpendLimit,
  splitName,
  stateOf,
  statusOf,
} from "./translate.ts";

/** A card as the issuer states it; numbers and codes of the card itself are dropped on the way in. Amounts in minor units. */
export interface IssuerCard {
  readonly token: string;
  readonly accountToken: string;
  readonly lastFour: string;
  readonly status: CardState;
  /** It was sent to its holder, and waits for being activated. */
  readonly awaitsActivation: boolean;
  /** The card it took the place of, by the issuer's name. */
  readonly replacementFor: string | null;
  readonly memo: string;
  /** Lithic's word for what it is made of, such as VIRTUAL. */
  readonly type: string;
  readonly spendLimit: number;
  /** Lithic's word for the window of the limit, such as MONTHLY. */
  readonly spendLimitDuration: string;
  readonly created: Date;
}

/** The load of a reloadable card, in minor units. */
interface CardLoad {
  readonly left: number | null;
  readonly loaded: number | null;
}

export interface NewIssuerCard {
  readonly accountToken: string;
  readonly form: CardForm;
  readonly memo: string;
  readonly spendLimit: number | null;
  readonly spendLimitDuration: LimitWindow | null;
  readonly shipTo: Delivery | null;
  /** The card whose place it takes, and Lithic's word for why. */
  readonly replaces: {
    readonly token: string;
    readonly substatus: "LOST" | "COMPROMISED" | "DAMAGED";
  } | null;
}

/** To whom and where a card is sent. */
export interface Delivery {
  readonly name: string;
  readonly address: IssuerAddress;
}

/** What a cardholder sees of a card in frames of the issuer. */
const embedDetails = ["PAN", "EXP_MONTH", "EXP_YEAR", "CVV"] as const;

const token = z.uuid();

const cardShape = z
  .object({
    token,
    account_token: token,
    last_four: z.string().regex(/^\d{4}$/),
    state: z.enum(lithicStates),
    replacement_for: token.nullish(),
    memo: z.string().nullish(),
    type: z.string(),
    spend_limit: z.int().min(0),
    spend_limit_duration: z.string(),
    created: z.iso.datetime({ offset: true }),
  })
  .transform(
    (card): IssuerCard => ({
      token: card.token,
      accountToken: card.account_token,
      lastFour: card.last_four,
      status: statusOf(card.state),
      awaitsActivation: card.state === "PENDING_ACTIVATION",
      replacementFor: card.replacement_for ?? null,
      memo: card.memo ?? "",
      type: card.type,
      spendLimit: card.spend_limit,
      spendLimitDuration: card.spend_limit_duration,
      created: new Date(card.created),
    }),
  );

const foreverShape = z.object({ forever: z.int().min(0).nullish() });

const loadShape = z
  .object({ available_spend_limit: foreverShape, spend_limit: foreverShape.nullish() })
  .transform(
    ({ available_spend_limit, spend_limit }): CardLoad => ({
      left: available_spend_limit.forever ?? null,
      loaded: spend_limit?.forever ?? null,
    }),
  );

/** Makes a card (POST /v1/cards). Asking again with the same key gives the same card. */
export async function createCard(key: string, card: NewIssuerCard): Promise<IssuerCard> {
  const { shipTo, replaces } = card;
  const body = {
    "Idempotency-Key": key,
    type: lithicTypeOf[card.form],
    account_token: card.accountToken,
    memo: card.memo,
    state: "OPEN" as const,
    ...(card.spendLimit !== null &&
      card.spendLimitDuration !== null && {
        spend_limit: card.spendLimit,
        spend_limit_duration: limitDurationOf[card.spendLimitDuration],
      }),
    ...(shipTo && { shipping_address: deliveryBody(shipTo) }),
    ...(replaces && { replacement_for: replaces.token, replacement_substatus: replaces.substatus }),
  };
  const made = await call("cards:POST", (lithic) => lithic.cards.create(body), cardShape);
  return checked(made, made.accountToken === card.accountToken);
}

/** Sets a card's state (PATCH /v1/cards). `reason` is kept at the issuer. */
export async function setCardState(
  cardToken: string,
  wanted: SettableState,
  reason: string,
): Promise<IssuerCard> {
  const body = { state: stateOf[wanted], comment: reason };
  const card = await call("cards:PATCH", (lithic) => lithic.cards.update(cardToken, body), cardShape);
  return checked(card, card.token === cardToken);
}

/** Sets the most a card may spend (PATCH /v1/cards); none at all is 0 there. */
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

/** Sets the words that the issuer knows a card by (PATCH /v1/cards). */
export async function setCardMemo(cardToken: string, memo: string): Promise<IssuerCard> {
  const card = await call("cards:PATCH", (lithic) => lithic.cards.update(cardToken, { memo }), cardShape);
  return checked(card, card.token === cardToken);
}

/** What a reloadable card can still spend, and what was loaded on it in all, in minor units; null where the card has no such limit
 *  (GET /v1/cards/{card_token}/spend_limits). Gives up early where a person waits for it. */
export async function readCardSpendLimits(cardToken: string, { timeout = 10_000 } = {}): Promise<CardLoad> {
  return call("cards:GET", (lithic) => lithic.cards.retrieveSpendLimits(cardToken, { timeout }), loadShape);
}

/** Has a physical card printed once more as it is (POST /v1/cards/{card_token}/reissue). No key is declared there: whoever asks again looks first. */
export async function reissueCardAtIssuer(
  key: string,
  cardToken: string,
  shipTo: Delivery,
): Promise<IssuerCard> {
  const body = { shipping_address: deliveryBody(shipTo) };
  const card = await call(
    "cards:POST",
    (lithic) => lithic.cards.reissue(cardToken, body, keyed(key)),
    cardShape,
  );
  return checked(card, card.token === cardToken);
}

/** Gives a card a new expiry and security code (POST /v1/cards/{card_token}/renew); a physical one is printed anew. The key is as for reissueCardAtIssuer. */
export async function renewCardAtIssuer(
  key: string,
  cardToken: string,
  shipTo: Delivery,
): Promise<IssuerCard> {
  const body = { shipping_address: deliveryBody(shipTo) };
  const card = await call(
    "cards:POST",
    (lithic) => lithic.cards.renew(cardToken, body, keyed(key)),
    cardShape,
  );
  return checked(card, card.token === cardToken);
}

/** Has a virtual card printed (POST /v1/cards/{card_token}/convert_physical). The key is as for reissueCardAtIssuer. */
export async function convertCardAtIssuer(
  key: string,
  cardToken: string,
  shipTo: Delivery,
): Promise<IssuerCard> {
  const body = { shipping_address: deliveryBody(shipTo) };
  const card = await call(
    "cards:POST",
    (lithic) => lithic.cards.convertPhysical(cardToken, body, keyed(key)),
    cardShape,
  );
  return checked(card, card.token === cardToken && card.type === lithicTypeOf.physical);
}

const keyed = (key: string) => ({ headers: { "Idempotency-Key": key } });

/** Opens a session in which a page of an origin may show each detail of a card once (POST /v1/cards/{card_token}/embed, which the SDK lacks), and
 *  answers where the frames are, in the order of `embedDetails`. The addresses hold the session's secret: they go to the browser and nowhere else. */
export async function openEmbedSession(
  cardToken: string,
  targetOrigin: string,
  until: Date,
  styles: object,
): Promise<readonly string[]> {
  const body = {
    type: "CARD_EMBED",
    target_origin: targetOrigin,
    expiration: Math.floor(until.getTime() / 1000),
  };
  const { session } = await call(
    "embeds:POST",
    (lithic) => lithic.post(`/v1/cards/${encodeURIComponent(cardToken)}/embed`, { body }),
    z.object({ session: z.string().min(1) }),
  );
  const look = Buffer.from(JSON.stringify(styles)).toString("base64");
  return embedDetails.map((type) => `${embedPage()}?${new URLSearchParams({ session, type, styles: look })}`);
}

// The simulator's page is served by the portal itself, app/api/issuer-simulator/embed.
const embedPage = () =>
  env().LITHIC_ENVIRONMENT === "simulator"
    ? "/api/issuer-simulator/embed"
    : `${lithicClient().baseURL}/v1/embed`;

/** A card as it is (GET /v1/cards/{card_token}). */
export async function readCardAtIssuer(cardToken: string): Promise<IssuerCard> {
  const card = await call("cards:GET", (lithic) => lithic.cards.retrieve(cardToken), cardShape);
  return checked(card, card.token === cardToken);
}

/** The cards of an account made since a moment, at most a hundred, the newest first (GET /v1/cards). */
export async function listCardsAtIssuer(accountToken: string, since: Date): Promise<readonly IssuerCard[]> {
  const query = { account_token: accountToken, begin: since.toISOString(), page_size: 100 };
  const { data } = await call(
    "cards:GET",
    (lithic) => firstPage(lithic.cards.list(query)),
    z.object({ data: z.array(cardShape) }),
  );
  return checked(
    data,
    data.every((card) => card.accountToken === accountToken),
  );
}

/** The issuer's names of the events of a kind that a card has had since a moment (GET /v1/events). */
export async function cardEvents(
  kind: "card.reissued" | "card.renewed",
  cardToken: string,
  since: Date,
): Promise<readonly string[]> {
  const query = { event_types: [kind], begin: since.toISOString(), with_content: true };
  const events = await everyPage(
    "events:GET",
    (lithic, page) => lithic.events.list({ ...query, ...page }),
    eventShape,
  );
  return events.filter(({ payload }) => payload.card_token === cardToken).map((event) => event.token);
}

const eventShape = z.object({ token: z.string(), payload: z.object({ card_token: z.string() }) });

const deliveryBody = ({ name, address }: Delivery) => ({ ...splitName(name), ...addressBody(address) });
