import type { StateTone } from "@/components/ui/display/badge";
import { formatMoney } from "@/lib/money";
import type { Arrival, ArrivedMessage, ArrivedStep } from "@/lib/sandbox/arrivals";
import { stepTitle } from "@/lib/transactions/step-words";

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

/** A step in words: "LA BRASSERIE asked for $40.00". */
export const stepText = (
  { kind, isApproved, amount }: ArrivedStep,
  { merchant, currency }: { readonly merchant: string; readonly currency: string },
): string =>
  stepTitle({
    kind,
    merchant,
    result: isApproved ? "approved" : "declined",
    amount: formatMoney(BigInt(Math.abs(amount)), currency),
    isBack: amount < 0,
  });

/** A message in words: "Webhook received, applied after 0.4 s". */
export function messageText({ receivedAt, handledAt, attempts }: ArrivedMessage): string {
  if (handledAt === null)
    return attempts === 0 ? "Webhook received" : `Webhook received, tried ${attempts} times`;
  const seconds = (Date.parse(handledAt) - Date.parse(receivedAt)) / 1_000;
  return `Webhook received, applied after ${seconds.toFixed(1)} s`;
}
