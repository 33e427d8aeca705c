import { declineByRule } from "@/lib/lithic/decision/decline-by-rule.ts";
import { cardOf } from "@/lib/lithic/simulator/cards/card.ts";
import { appliesTo, parametersOf, type RuleRow } from "@/lib/lithic/simulator/rules/auth-rule.ts";
import { whoseCard } from "@/lib/lithic/simulator/rules/auth-rule-reports.ts";

import { storedOccasion } from "@/lib/lithic/simulator/transactions/stored-occasion.ts";
import { panEntryMode, type Transaction } from "@/lib/lithic/simulator/transactions/transaction.ts";
import type { Call } from "../call.ts";

const maxExamples = 10;

// What a past payment still tells. Others were true at that time only.
const lasting = new Set([
  "MCC",
  "COUNTRY",
  "CURRENCY",
  "MERCHANT_ID",
  "DESCRIPTOR",
  "PAN_ENTRY_MODE",
  "TRANSACTION_AMOUNT",
  "CASH_AMOUNT",
  "CARD_AGE",
  "ACCOUNT_AGE",
]);

/** What a version of a rule would have decided about the payments of a period. Payments that lack
 *  an input of the rule are left out. */
export function replay(
  call: Pick<Call, "store">,
  rule: RuleRow,
  version: number,
  { start, until }: { readonly start: string; readonly until: string },
) {
  const parameters = parametersOf(call.store, rule.token, version);
  const isKnown =
    "conditions" in parameters && parameters.conditions.every(({ attribute }) => lasting.has(attribute));
  const decided = isKnown
    ? paymentsOf(call, rule, start, until).map((payment) => ({
        payment,
        decision: decisionOf(declineByRule(parameters, occasionOf(call, payment))?.code),
      }))
    : [];
  const count = (decision: string) => decided.filter((one) => one.decision === decision).length;
  return {
    version,
    approved: count("APPROVED"),
    declined: count("DECLINED"),
    challenged: count("CHALLENGED"),
    examples: decided.slice(0, maxExamples).map(({ payment, decision }) => ({
      event_token: payment.events[0]?.token,
      transaction_token: payment.token,
      timestamp: payment.created,
      decision,
    })),
  };
}

function decisionOf(code: string | undefined): "APPROVED" | "DECLINED" | "CHALLENGED" {
  if (code === undefined) return "APPROVED";
  return code === "CARDHOLDER_CHALLENGED" ? "CHALLENGED" : "DECLINED";
}

function paymentsOf(call: Pick<Call, "store">, rule: RuleRow, start: string, until: string): Transaction[] {
  const applies = `SELECT 1 FROM auth_rules WHERE token = ? AND (${appliesTo})`;
  return call.store
    .all<{ body: string }>(
      "SELECT body FROM transactions WHERE created >= ? AND created < ? ORDER BY created, seq",
      start,
      until,
    )
    .map(({ body }): Transaction => JSON.parse(body))
    .filter(
      ({ authorized, card_token }) =>
        authorized !== null && call.store.get(applies, rule.token, ...whoseCard(call, card_token)),
    );
}

function occasionOf({ store }: Pick<Call, "store">, payment: Transaction) {
  const amount = payment.authorized ?? 0;
  const { mcc, country, acceptor_id, descriptor } = payment.merchant;
  const purchase = {
    amount,
    cash: payment.cash ? Math.max(0, amount) : 0,
    mcc,
    country,
    currency: payment.merchantCurrency,
    merchantId: acceptor_id,
    descriptor,
    panEntryMode: panEntryMode(payment),
  };
  return storedOccasion(
    { store, now: new Date(payment.created) },
    cardOf({ store }, payment.card_token).card,
    purchase,
  );
}
