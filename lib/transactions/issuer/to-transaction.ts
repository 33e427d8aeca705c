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
  /** The network's own id of the merchant. */
  readonly merchantAcceptorId: string | null;
  readonly merchantCity: string | null;
  readonly merchantRegion: string | null;
  /** How it was paid, in the issuer's words. Null where the issuer does not say. */
  readonly cardPresence: "present" | "not_present" | "other" | null;
  readonly entryMode: string | null;
  readonly pin: "entered" | "not_entered" | null;
  readonly walletType: string | null;
  /** The issuer's reasons for the decline, those of rules first, and the rule that declined. */
  readonly declineReasons: readonly string[];
  readonly declinedBy: string | null;
  readonly declineExplanation: string | null;
  readonly steps: readonly IssuerStep[];
}

/** A step of a transaction. The amount of an advice or an expiry is its change to the held
 *  amount. */
interface IssuerStep extends Omit<Step, "amount"> {
  readonly token: string;
  readonly amount: number;
  readonly merchantAmount: number;
  readonly detail: string | null;
  readonly occurredAt: Date;
}

type StatedEvent = StatedTransaction["events"][number];

/** Translates the issuer's transaction into our words. */
export function toTransaction(stated: StatedTransaction): IssuerTransaction {
  const { merchant, amounts, events, status, pos, token_info } = stated;
  const steps = toSteps(events, inAccountCurrency);
  const atMerchant = toSteps(events, inMerchantCurrency);
  const decline = status === "DECLINED" ? events.find(({ result }) => result !== "APPROVED") : undefined;
  const reasons = decline ? reasonsFor(decline) : [];
  const byRule = decline?.rule_results.find(({ auth_rule_token }) => auth_rule_token !== null);
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
    merchantName: printable(merchant.descriptor) ?? "Unknown merchant",
    merchantCategory: /^\d{4}$/.test(merchant.mcc) ? merchant.mcc : noCategory,
    merchantCountry: merchant.country.length === 3 ? merchant.country : null,
    merchantAcceptorId: printable(merchant.acceptor_id),
    merchantCity: printable(merchant.city),
    merchantRegion: printable(merchant.state),
    cardPresence: presenceOf(pos?.entry_mode?.card),
    entryMode: printable(pos?.entry_mode?.pan, maxWord),
    pin: pinOf(pos?.entry_mode?.pin_entered),
    walletType: printable(token_info?.wallet_type, maxWord),
    declineReasons: status !== "DECLINED" ? [] : reasons.length > 0 ? reasons : [stated.result],
    declinedBy: byRule?.auth_rule_token ?? null,
    declineExplanation: printable(byRule?.explanation, maxExplanation),
    steps: steps.map((step, n) => ({
      ...step,
      amount: Number(step.amount),
      merchantAmount: Number(atMerchant[n]?.amount ?? 0n),
    })),
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
        detail: reasonsFor(event)[0] ?? null,
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

function reasonsFor({ result, detailed_results, rule_results }: StatedEvent): readonly string[] {
  if (result === "APPROVED") return [];
  const details = detailed_results.filter((detail) => detail !== "APPROVED");
  const all = [...new Set([...rule_results.map((rule) => rule.result), ...details])];
  return all.length > 0 ? all : [result];
}

const presences = { PRESENT: "present", NOT_PRESENT: "not_present" } as const;

function presenceOf(card: string | null | undefined): IssuerTransaction["cardPresence"] {
  if (!card || card === "UNKNOWN") return null;
  return Object.hasOwn(presences, card) ? presences[card as keyof typeof presences] : "other";
}

function pinOf(entered: boolean | null | undefined): IssuerTransaction["pin"] {
  if (typeof entered !== "boolean") return null;
  return entered ? "entered" : "not_entered";
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

const maxText = 100;
const maxWord = 60;
const maxExplanation = 500;

function printable(text: string | null | undefined, maxLength = maxText): string | null {
  const plain = (text ?? "")
    .toWellFormed()
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]+/gu, " ")
    .normalize("NFC")
    .trim();
  return [...plain].slice(0, maxLength).join("") || null;
}
