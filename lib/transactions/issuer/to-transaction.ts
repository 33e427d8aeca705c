import type { StatedTransaction } from "@/lib/lithic/transactions.ts";
import { moves, type Step, type StepKind, type TransactionStatus, totalOf } from "../transaction.ts";

/** The issuer's transaction in our words. Amounts are minor units; a negative amount is money
 *  back. */
export interface IssuerTransaction {
  readonly token: string;
  readonly status: TransactionStatus;
  readonly created: Date;
  readonly currency: string;
  /** What is held or moved, as the issuer states it. It counts where no steps are stated. */
  readonly amount: number;
  /** What the merchant received or has on hold, or else the requested amount, in the merchant's
   *  currency. */
  readonly merchantAmount: number;
  readonly merchantCurrency: string;
  readonly merchantName: string;
  readonly merchantCategory: string;
  readonly merchantCountry: string | null;
  /** The issuer's reason for the decline, and the rule that declined. */
  readonly declineReason: string | null;
  readonly declinedBy: string | null;
  readonly steps: readonly IssuerStep[];
}

/** A step of a transaction. The amount of an advice or an expiry is its change to the held
 *  amount. */
interface IssuerStep extends Omit<Step, "amount"> {
  readonly token: string;
  readonly amount: number;
  readonly detail: string | null;
  readonly occurredAt: Date;
}

type StatedEvent = StatedTransaction["events"][number];

/** Translates the issuer's transaction into our words. */
export function toTransaction(stated: StatedTransaction): IssuerTransaction {
  const { merchant, amounts, events, status } = stated;
  const steps = toSteps(events, inAccountCurrency);
  const atMerchant = toSteps(events, inMerchantCurrency);
  const decline = status === "DECLINED" ? events.find(({ result }) => result !== "APPROVED") : undefined;
  const inAll = amountStated(stated);
  const unstepped = Math.sign(inAll || 1) * Math.abs(amounts.merchant.amount);
  return {
    token: stated.token,
    status: statusOf(status, steps),
    created: stated.created,
    currency: amounts.cardholder.currency,
    amount: inAll,
    merchantAmount: Number(totalOf(atMerchant) || (atMerchant[0]?.amount ?? BigInt(unstepped))),
    merchantCurrency: amounts.merchant.currency,
    merchantName: printable(merchant.descriptor),
    merchantCategory: /^\d{4}$/.test(merchant.mcc) ? merchant.mcc : noCategory,
    merchantCountry: merchant.country.length === 3 ? merchant.country : null,
    declineReason: status === "DECLINED" ? ((decline && reasonFor(decline)) ?? stated.result) : null,
    declinedBy:
      decline?.rule_results.find(({ auth_rule_token }) => auth_rule_token !== null)?.auth_rule_token ?? null,
    steps: steps.map((step) => ({ ...step, amount: Number(step.amount) })),
  };
}

// The held amount is stated as a negative one, and a moved amount as a positive one.
function amountStated({ status, settled_amount, amounts }: StatedTransaction): number {
  if (["DECLINED", "VOIDED", "EXPIRED"].includes(status)) return 0;
  return settled_amount || 0 - (amounts.hold?.amount ?? 0);
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

function toSteps(events: readonly StatedEvent[], amountIn: (event: StatedEvent) => number) {
  let held = 0n;
  return events
    .toSorted((a, b) => a.created.getTime() - b.created.getTime())
    .map((event) => {
      const { token, type, created: occurredAt, result } = event;
      const kind = kinds.get(type) ?? "other";
      const amount = changeBy(kind, signed(amountIn(event), event), held);
      const step = {
        token,
        kind,
        result: result === "APPROVED" ? "approved" : "declined",
        amount,
        detail: reasonFor(event),
        occurredAt,
      } as const;
      if (step.result === "approved") held = moves(step) ? 0n : held + amount;
      return step;
    });
}

// Events of an unknown type count only if they moved money. Only those have an amount in the
// settlement currency.
const inAccountCurrency = ({ type, amounts }: StatedEvent) =>
  kinds.has(type) || amounts.settlement ? amounts.cardholder.amount : 0;
const inMerchantCurrency = ({ type, amounts }: StatedEvent) =>
  kinds.has(type) || amounts.settlement ? amounts.merchant.amount : 0;

// Lithic signs some amounts and not others, but states the polarity of all.
function signed(amount: number, { effective_polarity }: StatedEvent): bigint {
  const size = BigInt(Math.abs(amount));
  return effective_polarity === "CREDIT" ? -size : size;
}

// An advice replaces the authorized amount (POST /v1/simulate/authorization_advice). A reversal
// releases a part of it, and an expiry the rest.
function changeBy(kind: StepKind, amount: bigint, held: bigint): bigint {
  if (kind === "authorization_expiry") return -held;
  if (kind === "authorization_advice")
    return (held !== 0n && isAgainst(amount, held) ? -amount : amount) - held;
  if (kind === "authorization_reversal") return isAgainst(amount, held) ? amount : -amount;
  return amount;
}

const isAgainst = (amount: bigint, held: bigint) => amount < 0n !== held < 0n;

function reasonFor({ result, detailed_results, rule_results }: StatedEvent): string | null {
  if (result === "APPROVED") return null;
  return rule_results[0]?.result ?? detailed_results.find((detail) => detail !== "APPROVED") ?? result;
}

const statuses: Readonly<Record<string, TransactionStatus>> = {
  PENDING: "pending",
  SETTLED: "settled",
  DECLINED: "declined",
  VOIDED: "voided",
  EXPIRED: "expired",
};

// Lithic also calls a purchase settled when its money came back.
function statusOf(status: string, steps: readonly Step[]): TransactionStatus {
  const kindsSeen = steps.filter(moves).map(({ kind }) => kind);
  const cameBack = kindsSeen.includes("clearing") && kindsSeen.includes("return") && totalOf(steps) <= 0n;
  return status === "SETTLED" && cameBack ? "returned" : (statuses[status] ?? "other");
}

function printable(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]+/gu, " ")
    .normalize("NFC")
    .trim();
  return [...plain].slice(0, 100).join("") || "Unknown merchant";
}
