import { z } from "zod";
import {
  moves,
  type Step,
  type StepKind,
  type TransactionStatus,
  totalOf,
} from "@/lib/transactions/transaction.ts";
import { call, checked } from "./call-lithic.ts";
import { moment } from "./moment.ts";

/** A transaction as the issuer states it, in our words; amounts in minor units, below zero is money back. */
export interface IssuerTransaction {
  readonly token: string;
  readonly cardToken: string;
  readonly status: TransactionStatus;
  readonly created: Date;
  readonly currency: string;
  /** What the merchant has got or has on hold, or where that is nothing, what was asked for; in the merchant's currency. */
  readonly merchantAmount: number;
  readonly merchantCurrency: string;
  readonly merchantName: string;
  readonly merchantCategory: string;
  readonly merchantCountry: string | null;
  /** The issuer's word for the decline, and the rule that declined. */
  readonly declineReason: string | null;
  readonly declinedBy: string | null;
  readonly steps: readonly IssuerStep[];
}

/** A step of it; an advice and an expiry are told by what they changed of what was held. */
export interface IssuerStep extends Omit<Step, "amount"> {
  readonly token: string;
  readonly amount: number;
  readonly detail: string | null;
  readonly occurredAt: Date;
}

const money = z.object({ amount: z.int(), currency: z.string().length(3) });
const word = z.string().min(1).max(60);

const eventShape = z.object({
  token: z.uuid(),
  type: z.string(),
  created: moment,
  result: word,
  detailed_results: z.array(word),
  rule_results: z.array(z.object({ auth_rule_token: z.uuid().nullable(), result: word })),
  effective_polarity: z.enum(["CREDIT", "DEBIT"]),
  amounts: z.object({ cardholder: money, merchant: money, settlement: money.nullable() }),
});

type StatedEvent = z.output<typeof eventShape>;

/** What the issuer says of a transaction, and what that is in our words. */
export const transactionShape = z
  .object({
    token: z.uuid(),
    card_token: z.uuid(),
    status: z.enum(["PENDING", "SETTLED", "DECLINED", "VOIDED", "EXPIRED"]),
    result: word,
    created: moment,
    amounts: z.object({ cardholder: money, merchant: money }),
    merchant: z.object({ descriptor: z.string(), mcc: z.string(), country: z.string() }),
    events: z.array(eventShape).min(1),
  })
  .transform(({ merchant, amounts, events, status, ...stated }): IssuerTransaction => {
    const steps = stepsOf(events, inAccountCurrency);
    const atMerchant = stepsOf(events, inMerchantCurrency);
    const decline = status === "DECLINED" ? events.find(({ result }) => result !== "APPROVED") : undefined;
    return {
      token: stated.token,
      cardToken: stated.card_token,
      status: statusOf(status, steps),
      created: stated.created,
      currency: amounts.cardholder.currency,
      merchantAmount: Number(totalOf(atMerchant) || (atMerchant[0]?.amount ?? 0n)),
      merchantCurrency: amounts.merchant.currency,
      merchantName: printable(merchant.descriptor),
      merchantCategory: /^\d{4}$/.test(merchant.mcc) ? merchant.mcc : noCategory,
      merchantCountry: merchant.country.length === 3 ? merchant.country : null,
      declineReason: status === "DECLINED" ? ((decline && detailOf(decline)) ?? stated.result) : null,
      declinedBy:
        decline?.rule_results.find(({ auth_rule_token }) => auth_rule_token !== null)?.auth_rule_token ??
        null,
      steps: steps.map((step) => ({ ...step, amount: Number(step.amount) })),
    };
  });

/** A transaction as it is (GET /v1/transactions/{transaction_token}). */
export async function readTransaction(token: string): Promise<IssuerTransaction> {
  const transaction = await call(
    "transactions:GET",
    (lithic) => lithic.transactions.retrieve(token),
    transactionShape,
  );
  return checked(transaction, transaction.token === token);
}

const noCategory = "0000";

const kinds: ReadonlyMap<string, StepKind> = new Map(
  Object.entries({
    AUTHORIZATION: "authorization",
    AUTHORIZATION_ADVICE: "authorization_advice",
    AUTHORIZATION_EXPIRY: "authorization_expiry",
    AUTHORIZATION_REVERSAL: "authorization_reversal",
    BALANCE_INQUIRY: "balance_inquiry",
    CLEARING: "clearing",
    CORRECTION_CREDIT: "correction_credit",
    CORRECTION_DEBIT: "correction_debit",
    CREDIT_AUTHORIZATION: "credit_authorization",
    CREDIT_AUTHORIZATION_ADVICE: "credit_authorization",
    FINANCIAL_AUTHORIZATION: "financial_authorization",
    FINANCIAL_CREDIT_AUTHORIZATION: "financial_authorization",
    RETURN: "return",
    RETURN_REVERSAL: "return_reversal",
  } as const),
);

function stepsOf(events: readonly StatedEvent[], amountIn: (event: StatedEvent) => number) {
  let held = 0n;
  return events
    .toSorted((a, b) => a.created.getTime() - b.created.getTime())
    .map((event) => {
      const { token, type, created: occurredAt, result } = event;
      const kind = kinds.get(type) ?? "other";
      const amount = changeOf(kind, signed(amountIn(event), event), held);
      const step = {
        token,
        kind,
        result: result === "APPROVED" ? "approved" : "declined",
        amount,
        detail: detailOf(event),
        occurredAt,
      } as const;
      if (step.result === "approved") held = moves(step) ? 0n : held + amount;
      return step;
    });
}

// Of an unknown kind only what moved money counts, which alone has an amount in the currency it settles in.
const inAccountCurrency = ({ type, amounts }: StatedEvent) =>
  kinds.has(type) || amounts.settlement ? amounts.cardholder.amount : 0;
const inMerchantCurrency = ({ type, amounts }: StatedEvent) =>
  kinds.has(type) || amounts.settlement ? amounts.merchant.amount : 0;

// Lithic signs some amounts and not others; the polarity is stated for all.
function signed(amount: number, { effective_polarity }: StatedEvent): bigint {
  const size = BigInt(Math.abs(amount));
  return effective_polarity === "CREDIT" ? -size : size;
}

// An advice replaces what was authorized (POST /v1/simulate/authorization_advice), a reversal frees a part of it, an expiry the rest.
function changeOf(kind: StepKind, amount: bigint, held: bigint): bigint {
  if (kind === "authorization_expiry") return -held;
  if (kind === "authorization_advice")
    return (held !== 0n && isAgainst(amount, held) ? -amount : amount) - held;
  if (kind === "authorization_reversal") return isAgainst(amount, held) ? amount : -amount;
  return amount;
}

const isAgainst = (amount: bigint, held: bigint) => amount < 0n !== held < 0n;

function detailOf({ result, detailed_results, rule_results }: StatedEvent): string | null {
  if (result === "APPROVED") return null;
  return rule_results[0]?.result ?? detailed_results.find((detail) => detail !== "APPROVED") ?? result;
}

const statuses = {
  PENDING: "pending",
  SETTLED: "settled",
  DECLINED: "declined",
  VOIDED: "voided",
  EXPIRED: "expired",
} as const;

// A purchase whose money came back is settled too, at Lithic.
function statusOf(status: keyof typeof statuses, steps: readonly Step[]): TransactionStatus {
  const kindsSeen = steps.filter(moves).map(({ kind }) => kind);
  const cameBack = kindsSeen.includes("clearing") && kindsSeen.includes("return") && totalOf(steps) <= 0n;
  return status === "SETTLED" && cameBack ? "returned" : statuses[status];
}

function printable(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]+/gu, " ")
    .normalize("NFC")
    .trim();
  return [...plain].slice(0, 100).join("") || "Unknown merchant";
}
