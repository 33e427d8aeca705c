import { APIError } from "lithic";
import { z } from "zod";
import { call, checked } from "./client.ts";

/** A purchase to simulate. Amounts are minor units. */
export interface SimulatedPurchase {
  readonly amount: number;
  readonly descriptor: string;
  readonly mcc: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** USD, EUR or GBP, and the amount in it. */
  readonly merchantCurrency: string;
  readonly merchantAmount: number;
}

/** The transaction that a simulated call made, and whether the issuer approved it. */
export interface SimulatedAnswer {
  readonly token: string;
  readonly isApproved: boolean;
}

/** The merchant currencies that can be simulated. */
export const simulatedCurrencies = ["USD", "EUR", "GBP"] as const;

const made = z.object({ token: z.uuid() });
const done = z.object({ debugging_request_id: z.string().nullish() });

/** Simulates a merchant's authorization request (POST /v1/simulate/authorize). The simulator and
 *  the sandbox have this and all other calls of this file; production has none of them. */
export async function simulatePurchase(
  cardToken: string,
  { amount, descriptor, mcc, country, merchantCurrency, merchantAmount }: SimulatedPurchase,
): Promise<SimulatedAnswer> {
  const body = {
    ...{ pan: await numberOf(cardToken), amount, descriptor, mcc },
    merchant_acceptor_country: country,
    merchant_currency: merchantCurrency,
    merchant_amount: merchantAmount,
  };
  return call(
    "simulate:POST",
    (lithic) => lithic.transactions.simulateAuthorization(body).then(approved, declined),
    made.extend({ isApproved: z.boolean() }),
  );
}

const approved = ({ token }: { token?: string }) => ({ token, isApproved: true });

// A decline is a refusal that names the transaction.
function declined(error: unknown) {
  const body = error instanceof APIError && error.status === 422 ? made.safeParse(error.error) : undefined;
  if (body?.success) return { token: body.data.token, isApproved: false };
  throw error;
}

/** Simulates the clearing of an authorization, by default in full (POST /v1/simulate/clearing). It
 *  can be repeated. Returns the token, as all steps do. */
export async function simulateClearing(token: string, amount?: number): Promise<string> {
  const body = { token, ...(amount !== undefined && { amount }) };
  await call("simulate:POST", (lithic) => lithic.transactions.simulateClearing(body), done);
  return token;
}

/** Simulates that a merchant gives up an authorization or a part of it, or that it expires (POST
 *  /v1/simulate/void). */
export async function simulateVoid(
  token: string,
  { amount, type = "AUTHORIZATION_REVERSAL" }: { amount?: number | undefined; type?: VoidType } = {},
): Promise<string> {
  const body = { token, type, ...(amount !== undefined && { amount }) };
  await call("simulate:POST", (lithic) => lithic.transactions.simulateVoid(body), done);
  return token;
}

type VoidType = "AUTHORIZATION_REVERSAL" | "AUTHORIZATION_EXPIRY";

/** Simulates that the held amount changes to another one, as for a tip (POST
 *  /v1/simulate/authorization_advice). */
export async function simulateAdvice(token: string, amount: number): Promise<string> {
  const body = { token, amount };
  await call("simulate:POST", (lithic) => lithic.transactions.simulateAuthorizationAdvice(body), made);
  return token;
}

/** Simulates a refund, which settles at once (POST /v1/simulate/return). Returns the token of the
 *  refund, a transaction of its own. */
export async function simulateReturn(
  cardToken: string,
  { amount, descriptor }: { amount: number; descriptor: string },
): Promise<string> {
  const body = { pan: await numberOf(cardToken), amount, descriptor };
  const { token } = await call("simulate:POST", (lithic) => lithic.transactions.simulateReturn(body), made);
  return token;
}

// The issuer's simulation wants the number of the card. It is read for one call, handed straight on
// and kept nowhere.
async function numberOf(cardToken: string): Promise<string> {
  const shape = z.object({ token: z.uuid(), pan: z.string().regex(/^\d{16}$/) });
  const card = await call("cards:GET", (lithic) => lithic.cards.retrieve(cardToken), shape);
  return checked(card, card.token === cardToken).pan;
}
