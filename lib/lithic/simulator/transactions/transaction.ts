import { randomInt, randomUUID } from "node:crypto";
import type { RuleResult } from "@/lib/lithic/decision/decide.ts";
import { moveMoney } from "@/lib/lithic/simulator/accounts/balances.ts";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { ApiError, type Call } from "../call.ts";

/** A step of a transaction. `amount` is in cents, negative for a credit. */
export interface TransactionEvent {
  readonly token: string;
  readonly type: string;
  readonly created: string;
  readonly amount: number;
  readonly isSettling: boolean;
  readonly result: string;
  readonly detailed_results: readonly string[];
  readonly rule_results: readonly RuleResult[];
}

/** A transaction as the simulator stores it. Amounts are cents. What the cardholder pays is
 *  positive. */
export interface Transaction {
  readonly token: string;
  readonly created: string;
  readonly card_token: string;
  readonly account_token: string;
  readonly financial_account_token: string;
  readonly status: "PENDING" | "SETTLED" | "DECLINED" | "VOIDED" | "EXPIRED";
  readonly result: string;
  readonly authorized: number | null;
  readonly hold: number;
  readonly settled: number;
  readonly cash: boolean;
  readonly merchant: {
    readonly acceptor_id: string;
    readonly city: string;
    readonly state: string;
    readonly country: string;
    readonly descriptor: string;
    readonly mcc: string;
  };
  readonly merchantCurrency: string;
  /** Cents for each minor unit of the merchant's currency. */
  readonly rate: number;
  readonly isCardPresent: boolean;
  readonly partialApprovalCapable: boolean;
  readonly authorizationCode: string | null;
  readonly events: readonly TransactionEvent[];
}

export const panEntryMode = ({ isCardPresent }: Pick<Transaction, "isCardPresent">) =>
  isCardPresent ? "ICC" : "ECOMMERCE";

export const newAuthorizationCode = () => String(randomInt(1_000_000)).padStart(6, "0");

/** Returns the transaction. Throws the given status when there is none. */
export function transactionOf(
  { store }: Pick<Call, "store">,
  token: string,
  status: 400 | 404 = 404,
): Transaction {
  const row = store.get<{ body: string }>("SELECT body FROM transactions WHERE token = ?", token);
  if (!row) throw new ApiError(status, "Transaction not found");
  return JSON.parse(row.body);
}

/** An approved step. */
export function step(call: Call, type: string, amount: number, isSettling: boolean): TransactionEvent {
  const approved = { result: "APPROVED", detailed_results: ["APPROVED"], rule_results: [] };
  return { token: randomUUID(), type, created: call.now.toISOString(), amount, isSettling, ...approved };
}

/** Saves a transaction after its newest step, moves the money of this step, and notifies
 *  subscribers. */
export function keepTransaction(call: Call, after: Transaction, before?: Transaction): void {
  const { store } = call;
  const newest = after.events.at(-1);
  if (!newest) throw new Error("A transaction has a step.");
  store.run(
    `INSERT INTO transactions (token, card_token, account_token, status, approved, created, body, hold, settled, spent, cash, mcc, country, pan_entry_mode)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token) DO UPDATE SET
       status = excluded.status, body = excluded.body, hold = excluded.hold, settled = excluded.settled, spent = excluded.spent`,
    after.token,
    after.card_token,
    after.account_token,
    after.status,
    after.result === "APPROVED" ? 1 : 0,
    after.created,
    JSON.stringify(after),
    after.hold,
    after.settled,
    Math.max(0, after.hold + after.settled),
    after.cash ? 1 : 0,
    after.merchant.mcc,
    after.merchant.country,
    panEntryMode(after),
  );
  // An announced credit cannot be spent yet.
  const total = (before?.settled ?? 0) - after.settled;
  const pending = Math.max(0, after.hold) - Math.max(0, before?.hold ?? 0);
  if (total !== 0 || pending !== 0)
    moveMoney(
      call,
      after.financial_account_token,
      { total, pending },
      { transaction: after.token, event: newest.token },
    );
  emit(call, "card_transaction.updated", shownTransaction(after));
}

/** A transaction as the API shows it. What the cardholder pays is negative in `amounts` and
 *  positive elsewhere. */
export function shownTransaction(transaction: Transaction) {
  const {
    token,
    created,
    card_token,
    account_token,
    financial_account_token,
    status,
    result,
    settled,
    hold,
    authorized,
    rate,
  } = transaction;
  const atMerchant = (cents: number) => Math.round(cents / rate) || 0;
  const currency = transaction.merchantCurrency;
  const isSettled = status === "SETTLED";
  return {
    token,
    created,
    updated: transaction.events.at(-1)?.created ?? created,
    card_token,
    account_token,
    financial_account_token,
    status,
    result,
    acquirer_fee: 0,
    acquirer_reference_number: null,
    amount: isSettled ? settled : (authorized ?? 0),
    amounts: {
      cardholder: { amount: negated(settled), conversion_rate: rate.toFixed(6), currency: "USD" },
      hold: { amount: negated(hold), currency: "USD" },
      merchant: { amount: negated(atMerchant(settled)), currency },
      settlement: { amount: negated(settled), currency: "USD" },
    },
    authorization_amount: authorized,
    authorization_code: transaction.authorizationCode,
    avs: null,
    cardholder_authentication: null,
    events: transaction.events.map((event) => shownEvent(event, transaction)),
    merchant: {
      ...transaction.merchant,
      acquiring_institution_id: "000000",
      postal_code: null,
      street_address: null,
      phone_number: null,
    },
    merchant_amount: atMerchant(isSettled ? settled : (authorized ?? 0)),
    merchant_authorization_amount: authorized === null ? null : atMerchant(authorized),
    merchant_currency: currency,
    network: "VISA",
    network_risk_score: null,
    pos: shownPointOfSale(transaction),
    service_location: null,
    settled_amount: settled,
    tags: {},
    token_info: null,
  };
}

function shownEvent(
  { amount, isSettling, ...event }: TransactionEvent,
  { rate, merchantCurrency }: Transaction,
) {
  const conversion_rate = rate.toFixed(6);
  return {
    ...event,
    amount,
    amounts: {
      cardholder: { amount, conversion_rate, currency: "USD" },
      merchant: { amount: Math.round(amount / rate) || 0, currency: merchantCurrency },
      settlement: isSettling ? { amount, conversion_rate, currency: "USD" } : null,
    },
    effective_polarity: amount < 0 ? "CREDIT" : "DEBIT",
    network_info: null,
  };
}

function shownPointOfSale(transaction: Transaction) {
  const { isCardPresent, partialApprovalCapable } = transaction;
  return {
    entry_mode: {
      card: isCardPresent ? "PRESENT" : "NOT_PRESENT",
      cardholder: isCardPresent ? "PRESENT" : "ELECTRONIC_ORDER",
      pan: panEntryMode(transaction),
      pin_entered: false,
    },
    terminal: {
      attended: false,
      card_retention_capable: false,
      on_premise: isCardPresent,
      operator: isCardPresent ? "CARDHOLDER" : "UNKNOWN",
      partial_approval_capable: partialApprovalCapable,
      pin_capability: isCardPresent ? "CAPABLE" : "NOT_CAPABLE",
      type: isCardPresent ? "ATM" : "ECOMMERCE",
    },
  };
}

const negated = (cents: number) => (cents === 0 ? 0 : -cents);
