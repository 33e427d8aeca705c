import { z } from "zod";
import { env } from "@/lib/process/env.ts";
import { addressBody, type IssuerAddress } from "./address.ts";
import { call, checked, everyPage, firstPage, lithicClient } from "./client.ts";
import {
  type CardForm,
  type IssuerCardStatus,
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

/** A card as the issuer states it. Card numbers and security codes are dropped on arrival. Amounts
 *  are minor units. */
export interface IssuerCard {
  readonly token: string;
  readonly accountToken: string;
  readonly lastFour: string;
  readonly status: IssuerCardStatus;
  /** It was shipped to its holder and waits for activation. */
  readonly awaitsActivation: boolean;
  /** The issuer's token of the card that it replaced. */
  readonly replacementFor: string | null;
  readonly memo: string;
  /** Lithic's name of the card's form, such as VIRTUAL. */
  readonly type: string;
  readonly spendLimit: number;
  /** Lithic's name of the limit's window, such as MONTHLY. */
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
  /** The card that it replaces, and Lithic's name of the reason. */
  readonly replaces: {
    readonly token: string;
    readonly substatus: "LOST" | "COMPROMISED" | "DAMAGED";
  } | null;
}

/** The recipient and address of a card. */
export interface Delivery {
  readonly name: string;
  readonly address: IssuerAddress;
}

/** The card details that a cardholder sees in frames of the issuer. */
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

/** Creates a card (POST /v1/cards). A repeated call with the same key returns the same card. */
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

/** Reissues a physical card without changes (POST /v1/cards/{card_token}/reissue). The endpoint
 *  declares no idempotency key, so a retry must look first. */
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

/** Renews a card with a new expiry and security code (POST /v1/cards/{card_token}/renew). A
 *  physical card is printed again. The key works as in reissueCardAtIssuer. */
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

/** Has a virtual card printed (POST /v1/cards/{card_token}/convert_physical). The key works as in
 *  reissueCardAtIssuer. */
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

/** Opens a session in which a page of an origin may show each detail of a card once (POST
 *  /v1/cards/{card_token}/embed, which the SDK lacks). Returns the URLs of the frames, in the order
 *  of `embedDetails`. The URLs contain the session's secret. Send them to the browser and nowhere
 *  else. */
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

// The portal itself serves the simulator's page, at app/api/issuer-simulator/embed.
const embedPage = () =>
  env().LITHIC_ENVIRONMENT === "simulator"
    ? "/api/issuer-simulator/embed"
    : `${lithicClient().baseURL}/v1/embed`;

/** Reads a card (GET /v1/cards/{card_token}). */
export async function readCardAtIssuer(cardToken: string): Promise<IssuerCard> {
  const card = await call("cards:GET", (lithic) => lithic.cards.retrieve(cardToken), cardShape);
  return checked(card, card.token === cardToken);
}

/** Lists the cards of an account created since a time, at most a hundred, newest first (GET
 *  /v1/cards). */
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

/** Lists the issuer's tokens of a card's events of one type since a time (GET /v1/events). */
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
