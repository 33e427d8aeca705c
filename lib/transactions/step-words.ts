import type { StepKind } from "./transaction.ts";

/** A step of a transaction as its timeline tells it. Amounts are formatted. */
export interface StepToTell {
  readonly kind: StepKind;
  readonly result: "approved" | "declined";
  /** What the step changed, without a sign. */
  readonly amount: string;
  /** Whether it gave money back, or freed some. */
  readonly isBack: boolean;
  readonly merchant: string;
}

type Tell = (step: StepToTell) => string;

const tells: Readonly<Record<StepKind, Tell>> = {
  authorization: ({ merchant, amount }) => `${merchant} asked for ${amount}`,
  authorization_advice: ({ amount, isBack }) =>
    isBack ? `${amount} less is held` : `${amount} more is held`,
  authorization_expiry: ({ amount }) => `The hold of ${amount} expired`,
  authorization_reversal: ({ amount }) => `${amount} was released`,
  balance_inquiry: ({ merchant }) => `${merchant} asked for the balance`,
  clearing: ({ amount }) => `${amount} was paid`,
  correction_credit: ({ amount }) => `${amount} came back by a correction`,
  correction_debit: ({ amount }) => `${amount} was paid by a correction`,
  credit_authorization: ({ merchant, amount }) => `${merchant} announced a refund of ${amount}`,
  financial_authorization: ({ merchant, amount, isBack }) =>
    isBack ? `${merchant} refunded ${amount} at once` : `${merchant} took ${amount} at once`,
  return: ({ merchant, amount }) => `${merchant} refunded ${amount}`,
  return_reversal: ({ merchant, amount }) => `${merchant} took back the refund of ${amount}`,
  void: ({ amount }) => `${amount} was voided`,
  other: ({ amount }) => `The issuer noted ${amount}`,
};

/** What happened in a step, such as "Quayside Hotel asked for $480.00". */
export const stepTitle: Tell = (step) => tells[step.kind](step);
