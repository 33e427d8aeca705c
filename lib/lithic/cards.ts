import { z } from "zod";
import { addressBody, type IssuerAddress } from "./address.ts";
import { call, checked, firstPage } from "./client.ts";
import {
  type CardForm,
  type IssuerCardStatus,
  type LimitWindow,
  limitDurationOf,
  lithicTypeOf,
  statusOf,
} from "./translate.ts";

/** A card as the issuer states it. Card numbers and security codes are dropped on arrival. Amounts
 *  are minor units. */
export interface IssuerCard {
  readonly token: string;
  readonly accountToken: string;
  readonly lastFour: string;
  readonly status: IssuerCardStatus;
  /** Lithic's name of the state. */
  readonly state: string;
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

export interface NewIssuerCard {
  readonly accountToken: string;
  readonly form: CardForm;
  readonly memo: string;
  readonly spendLimit: number | null;
  readonly spendLimitDuration: LimitWindow | null;
  readonly shipTo: Delivery | null;
  /** Whether it is created paused, until its rules hold. */
  readonly isHeld: boolean;
  /** The card that it replaces, and Lithic's name of the reason. */
  readonly replaces: {
    readonly token: string;
    readonly substatus: "LOST" | "COMPROMISED" | "DAMAGED";
  } | null;
}

/** The recipient and address of a card. The names fit on the card. */
export interface Delivery {
  readonly firstName: string;
  readonly lastName: string;
  readonly address: IssuerAddress;
}

const token = z.uuid();

/** A card in an answer of the issuer. */
export const cardShape = z
  .object({
    token,
    account_token: token,
    last_four: z.string().regex(/^\d{4}$/),
    state: z.string().min(1).max(60),
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
      state: card.state,
      awaitsActivation: card.state === "PENDING_ACTIVATION",
      replacementFor: card.replacement_for ?? null,
      memo: card.memo ?? "",
      type: card.type,
      spendLimit: card.spend_limit,
      spendLimitDuration: card.spend_limit_duration,
      created: new Date(card.created),
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
    state: card.isHeld ? ("PAUSED" as const) : ("OPEN" as const),
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

/** A recipient and address, as the issuer takes them. */
export const deliveryBody = ({ firstName, lastName, address }: Delivery) => ({
  first_name: firstName,
  last_name: lastName,
  ...addressBody(address),
});
