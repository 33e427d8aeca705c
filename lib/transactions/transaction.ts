import type { words } from "@/prisma/generated/schema-map.ts";

export type TransactionStatus = (typeof words.Transaction.status)[number];
export type StepKind = (typeof words.TransactionEvent.kind)[number];

/** A step in the life of a transaction, as far as its money goes. The amount, in minor units, is what the step changed: below zero is money
 *  back, or less held. */
export interface Step {
  readonly kind: StepKind;
  readonly result: "approved" | "declined";
  readonly amount: bigint;
}

// What only sets money aside or frees it; "other" may be anything, and has an amount when it moved money.
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

/** What a transaction comes to, in minor units: the sum of its approved steps, of which those that hold money no longer count once one has moved
 *  some. So it is what is held while the transaction is pending, what moved once it has settled, and 0 when it came to nothing. */
export function totalOf(steps: readonly Step[]): bigint {
  const hasMoved = steps.some(moves);
  return steps
    .filter(({ kind, result }) => result === "approved" && !(hasMoved && holding.includes(kind)))
    .reduce((total, { amount }) => total + amount, 0n);
}
