import type { StateTone } from "@/components/ui/display/badge";
import { formatMoney } from "@/lib/money";
import type { Arrival, ArrivedMessage, ArrivedStep } from "@/lib/sandbox/arrivals";

/** The label and the color of a transaction's state. */
export const arrivalStates: Readonly<Record<Arrival["status"], readonly [label: string, tone: StateTone]>> = {
  pending: ["Approved, pending", "pending"],
  settled: ["Settled", "active"],
  declined: ["Declined", "negative"],
  voided: ["Voided", "closed"],
  expired: ["Expired", "closed"],
  returned: ["Returned", "closed"],
  other: ["Other", "neutral"],
};

/** What moved or is held. For a decline, what was asked for. */
export function arrivalAmount({ amount, currency, status, steps }: Arrival): string {
  const asked = status === "declined" ? (steps[0]?.amount ?? 0) : amount;
  return formatMoney(BigInt(asked), currency);
}

const stepLabels: Readonly<Record<ArrivedStep["kind"], string>> = {
  authorization: "Authorized",
  authorization_advice: "Amount changed",
  authorization_expiry: "Authorization expired",
  authorization_reversal: "Authorization released",
  balance_inquiry: "Balance asked for",
  clearing: "Cleared",
  correction_credit: "Corrected",
  correction_debit: "Corrected",
  credit_authorization: "Credit authorized",
  financial_authorization: "Paid at once",
  return: "Refunded",
  return_reversal: "Refund taken back",
  void: "Voided",
  other: "Another step",
};

/** A step in words: "Cleared $40.00". */
export function stepText({ kind, isApproved, amount }: ArrivedStep, currency: string): string {
  const size = formatMoney(BigInt(Math.abs(amount)), currency);
  return isApproved ? `${stepLabels[kind]} ${size}` : `Declined ${size}`;
}

/** A message in words: "Webhook received, applied after 0.4 s". */
export function messageText({ receivedAt, handledAt, attempts }: ArrivedMessage): string {
  if (handledAt === null)
    return attempts === 0 ? "Webhook received" : `Webhook received, tried ${attempts} times`;
  const seconds = (Date.parse(handledAt) - Date.parse(receivedAt)) / 1_000;
  return `Webhook received, applied after ${seconds.toFixed(1)} s`;
}
