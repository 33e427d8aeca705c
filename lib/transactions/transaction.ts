import type { words } from "@/prisma/generated/schema-map.ts";

export type TransactionStatus = (typeof words.Transaction.status)[number];
export type StepKind = (typeof words.TransactionEvent.kind)[number];

/** The labels of a transaction's states. */
export const transactionStatusLabels: Readonly<Record<TransactionStatus, string>> = {
  pending: "Pending",
  settled: "Settled",
  declined: "Declined",
  voided: "Voided",
  expired: "Expired",
  returned: "Refunded",
  other: "Other",
};

/** How a transaction stands, in a word. Money that came back without a purchase is a refund too. */
export const transactionStateLabel = ({
  status,
  amount,
}: {
  readonly status: string;
  readonly amount: number | bigint;
}): string =>
  status === "settled" && amount < 0
    ? transactionStatusLabels.returned
    : (transactionStatusLabels[status as TransactionStatus] ?? transactionStatusLabels.other);

/** Whether no money was held or moved, so that a list shows what was asked for. */
export const movedNothing = (status: string): boolean => ["declined", "voided", "expired"].includes(status);

export type ReceiptState = (typeof words.Transaction.receipt)[number];

/** The labels of a receipt's states. Nothing where none is needed. */
export const receiptLabels: Readonly<Record<ReceiptState, string>> = {
  none: "",
  missing: "Missing",
  attached: "Attached",
};

/** A step of a transaction that may move money. The amount, in minor units, is the change of this
 *  step. A negative amount is money back, or less held. */
export interface Step {
  readonly kind: StepKind;
  readonly result: "approved" | "declined";
  readonly amount: bigint;
}

// Kinds that only hold or release money. "other" can be anything, and has an amount if it moved
// money.
const holding: readonly StepKind[] = [
  "authorization",
  "authorization_advice",
  "authorization_expiry",
  "authorization_reversal",
  "balance_inquiry",
  "credit_authorization",
  "void",
];

/** Whether a step moved money. */
export const moves = ({ kind, result }: Pick<Step, "kind" | "result">) =>
  result === "approved" && kind !== "other" && !holding.includes(kind);

/** The total of a transaction, in minor units: the sum of its approved steps. Steps that hold money
 *  stop counting once a step has moved money. So the total is the held amount while the transaction
 *  is pending, the moved amount once it has settled, and 0 when nothing moved. */
export function totalOf(steps: readonly Step[]): bigint {
  const hasMoved = steps.some(moves);
  return steps
    .filter(({ kind, result }) => result === "approved" && !(hasMoved && holding.includes(kind)))
    .reduce((total, { amount }) => total + amount, 0n);
}

/** What a list shows, in minor units: the total, or what the first step asked for where no money
 *  was held or moved. */
export const listedAmount = (total: bigint, [first]: readonly Pick<Step, "amount">[]): bigint =>
  total === 0n ? (first?.amount ?? 0n) : total;

/** Whether the receipt of a transaction is there or missing. A purchase needs one once its money
 *  has moved. */
export function receiptState(
  { status, amount }: { readonly status: string; readonly amount: bigint },
  before: string,
): ReceiptState {
  if (before === "attached") return "attached";
  return status === "settled" && amount > 0n ? "missing" : "none";
}
