import type { words } from "@/prisma/generated/schema-map.ts";

export type TransactionStatus = (typeof words.Transaction.status)[number];
export type StepKind = (typeof words.TransactionEvent.kind)[number];

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
