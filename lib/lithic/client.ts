import Lithic from "lithic";
import { z } from "zod";
import type { CardForm, CardStatus, LimitWindow, WantedStatus } from "@/lib/cards/card.ts";
import { env } from "@/lib/env.ts";
import { IssuerError, issuerErrorOf } from "./issuer-error.ts";
import { rateLimited } from "./rate-limits.ts";
import { simulator } from "./simulator-connection.ts";
import { limitDurationOf, lithicStates, lithicTypeOf, splitName, stateOf, statusOf } from "./translate.ts";

/** A card as the issuer states it; numbers and codes of the card itself are dropped on the way in. Amounts in minor units. */
export interface IssuerCard {
  readonly token: string;
  readonly accountToken: string;
  readonly lastFour: string;
  readonly status: CardStatus;
  readonly memo: string;
  /** Lithic's word for what it is made of, such as VIRTUAL. */
  readonly type: string;
  readonly spendLimit: number;
  /** Lithic's word for the window of the limit, such as MONTHLY. */
  readonly spendLimitDuration: string;
  readonly created: Date;
}

/** An address as the issuer takes it; the country in ISO 3166-1 alpha-3. */
export interface IssuerAddress {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** A holder record and the account that came with it. */
export interface IssuerHolder {
  readonly token: string;
  readonly accountToken: string;
  readonly accepted: boolean;
}

export interface NewIssuerCard {
  readonly accountToken: string;
  readonly form: CardForm;
  readonly memo: string;
  readonly spendLimit: number | null;
  readonly spendLimitDuration: LimitWindow | null;
  readonly shipTo: { readonly name: string; readonly address: IssuerAddress } | null;
}

// No limit for the account itself: what a card may spend is said on the card and by its profile, and the issuer's defaults would decline silently.
const noAccountLimit = { daily_spend_limit: 2_147_483_647, monthly_spend_limit: 2_147_483_647, lifetime_spend_limit: 0 };

const token = z.uuid();

const cardShape = z
  .object({
    token,
    account_token: token,
    last_four: z.string().regex(/^\d{4}$/),
    state: z.enum(lithicStates),
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
      memo: card.memo ?? "",
      type: card.type,
      spendLimit: card.spend_limit,
      spendLimitDuration: card.spend_limit_duration,
      created: new Date(card.created),
    }),
  );

const holderShape = z
  .object({ token, account_token: token, status: z.string() })
  .transform(
    (holder): IssuerHolder => ({ token: holder.token, accountToken: holder.account_token, accepted: holder.status === "ACCEPTED" }),
  );

const moneyShape = z
  .object({
    financial_account_token: token,
    available_amount: z.int(),
    pending_amount: z.int(),
    total_amount: z.int(),
    currency: z.string(),
  })
  .transform((balance) => ({
    financialAccountToken: balance.financial_account_token,
    available: balance.available_amount,
    currency: balance.currency,
  }));

/** Makes a business known to the issuer (POST /v1/account_holders, KYB_DELEGATED: the platform has checked it). */
export function enrolBusiness(key: string, business: { externalId: string; name: string; address: IssuerAddress }): Promise<IssuerHolder> {
  const body = {
    workflow: "KYB_DELEGATED" as const,
    external_id: business.externalId,
    business_entity: { legal_business_name: business.name, address: addressBody(business.address) },
  };
  return call("account_holders:POST", (lithic) => lithic.accountHolders.create(body, { headers: { "Idempotency-Key": key } }), holderShape);
}

/** Makes a person known to the issuer as an authorized user of a business (POST /v1/account_holders, KYC_EXEMPT). */
export function enrolPerson(
  key: string,
  person: { externalId: string; name: string; email: string; phone: string; businessAccountToken: string; address: IssuerAddress },
): Promise<IssuerHolder> {
  const body = {
    workflow: "KYC_EXEMPT" as const,
    kyc_exemption_type: "AUTHORIZED_USER" as const,
    external_id: person.externalId,
    ...splitName(person.name),
    email: person.email,
    phone_number: person.phone,
    business_account_token: person.businessAccountToken,
    address: addressBody(person.address),
  };
  return call("account_holders:POST", (lithic) => lithic.accountHolders.create(body, { headers: { "Idempotency-Key": key } }), holderShape);
}

/** A holder as it is (GET /v1/account_holders/{account_holder_token}): money will hang on its account, so no single answer is believed. */
export function readHolder(holderToken: string): Promise<IssuerHolder> {
  return call("account_holders:GET", (lithic) => lithic.accountHolders.retrieve(holderToken), holderShape);
}

/** The holder that was made under one of our own ids, if there is one (GET /v1/account_holders). */
export async function findHolder(externalId: string): Promise<IssuerHolder | undefined> {
  const page = z.object({ data: z.array(holderShape) });
  const { data } = await call("account_holders:GET", (lithic) => firstPage(lithic.accountHolders.list({ external_id: externalId })), page);
  return data[0];
}

/** Takes the issuer's default limits off an account (PATCH /v1/accounts). */
export async function liftAccountLimits(accountToken: string): Promise<void> {
  await call("accounts:PATCH", (lithic) => lithic.accounts.update(accountToken, noAccountLimit), ownAccount(accountToken));
}

const ownAccount = (accountToken: string) => z.object({ token: z.literal(accountToken) });

/** Makes a card (POST /v1/cards). Asking again with the same key gives the same card. */
export async function createCard(key: string, card: NewIssuerCard): Promise<IssuerCard> {
  const { shipTo } = card;
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
    ...(shipTo && { shipping_address: { ...splitName(shipTo.name), ...addressBody(shipTo.address) } }),
  };
  const made = await call("cards:POST", (lithic) => lithic.cards.create(body), cardShape);
  return checked(made, made.accountToken === card.accountToken);
}

/** Sets a card's state (PATCH /v1/cards). `reason` is kept at the issuer. */
export async function setCardState(cardToken: string, wanted: WantedStatus, reason: string): Promise<IssuerCard> {
  const body = { state: stateOf[wanted], comment: reason };
  const card = await call("cards:PATCH", (lithic) => lithic.cards.update(cardToken, body), cardShape);
  return checked(card, card.token === cardToken);
}

/** A card as it is (GET /v1/cards/{card_token}). */
export async function readCard(cardToken: string): Promise<IssuerCard> {
  const card = await call("cards:GET", (lithic) => lithic.cards.retrieve(cardToken), cardShape);
  return checked(card, card.token === cardToken);
}

/** The cards of an account made since a moment, at most a hundred, the newest first (GET /v1/cards). */
export async function listCards(accountToken: string, since: Date): Promise<readonly IssuerCard[]> {
  const query = { account_token: accountToken, begin: since.toISOString(), page_size: 100 };
  const { data } = await call("cards:GET", (lithic) => firstPage(lithic.cards.list(query)), z.object({ data: z.array(cardShape) }));
  return checked(
    data,
    data.every((card) => card.accountToken === accountToken),
  );
}

/** What an account of the issuer holds, in minor units (GET /v1/balances). */
export async function readBalances(accountToken: string) {
  const page = z.object({ data: z.array(moneyShape) });
  const { data } = await call("balances:GET", (lithic) => firstPage(lithic.balances.list({ account_token: accountToken })), page);
  return data;
}

/** Lets money arrive in an account (POST /v1/simulate/payments/receipt); in the simulator and the sandbox only. Minor units. */
export async function simulateDeposit(token: string, financialAccountToken: string, amount: number): Promise<void> {
  const body = { token, amount, receipt_type: "RECEIPT_CREDIT" as const, financial_account_token: financialAccountToken };
  await call("payments:POST", (lithic) => lithic.payments.simulateReceipt(body), z.object({ result: z.literal("APPROVED") }));
}

// An answer about somebody else's card must not be believed; what was done is then unknown.
function checked<T>(answer: T, isOurs: boolean): T {
  if (!isOurs) throw new IssuerError("unknown", "The issuer answered about something else.");
  return answer;
}

const firstPage = async (page: PromiseLike<{ data: unknown }>) => ({ data: (await page).data });

function addressBody({ line1, line2, city, region, postalCode, country }: IssuerAddress) {
  return { address1: line1, ...(line2 && { address2: line2 }), city, state: region, postal_code: postalCode, country };
}

async function call<T>(endpoint: string, request: (lithic: Lithic) => PromiseLike<unknown>, shape: z.ZodType<T>): Promise<T> {
  await rateLimited(endpoint);
  try {
    const answer = shape.safeParse(await request(connection()));
    if (answer.success) return answer.data;
    throw new IssuerError("unknown", "The issuer's answer was not what its documentation promises.");
  } catch (error) {
    throw issuerErrorOf(error);
  }
}

const held = globalThis as typeof globalThis & { portalLithic?: Lithic };

// The SDK repeats calls on its own and without a key, so it must not; and it would log bodies.
function connection(): Lithic {
  const { LITHIC_ENVIRONMENT, LITHIC_API_KEY } = env();
  const options = { timeout: 10_000, maxRetries: 0, logLevel: "off", fetchOptions: { redirect: "error" }, baseURL: null } as const;
  held.portalLithic ??=
    LITHIC_ENVIRONMENT === "simulator"
      ? new Lithic({ ...options, apiKey: "simulator", environment: "sandbox", fetch: simulator().fetch })
      : new Lithic({ ...options, apiKey: LITHIC_API_KEY ?? "", environment: LITHIC_ENVIRONMENT });
  return held.portalLithic;
}
