import type { NewRule, RuleCondition } from "@/lib/lithic/auth-rules.ts";
import type { words } from "@/prisma/generated/schema-map.ts";
import type { ProfileRules } from "./profile-rules.ts";

export type RuleKind = (typeof words.SpendingProfileRule.kind)[number];

/** A rule of the issuer that a profile needs. */
export interface CompiledRule {
  readonly kind: RuleKind;
  readonly rule: NewRule;
}

/** How a card number reaches the merchant in person; every other way is online or by phone. */
const inPersonModes = ["CONTACTLESS", "ICC", "MAGNETIC_STRIPE", "ERROR_MAGNETIC_STRIPE"];

/** The rules of the issuer that together decline what a profile does not allow, each for a reason
 *  of its own, so that a decline can name it. A purchase passes when no rule declines it. */
export function compileRules(rules: ProfileRules): CompiledRule[] {
  const window = (kind: RuleKind, type: "DAY" | "WEEK" | "MONTH" | "YEAR", of: WindowLimit) =>
    of.amount === null && of.count === null
      ? []
      : [{ kind, rule: velocity(type, of) } satisfies CompiledRule];
  const when = (kind: RuleKind, isSet: boolean, ...conditions: RuleCondition[]): CompiledRule[] =>
    isSet ? [{ kind, rule: declining(conditions) }] : [];
  const { perTransactionLimit } = rules;
  return [
    // An empty list is no rule: at the issuer it would decline every purchase.
    ...when("allowed_categories", rules.allowedCategories.length > 0, {
      attribute: "MCC",
      operation: "IS_NOT_ONE_OF",
      value: [...rules.allowedCategories],
    }),
    ...when("blocked_categories", rules.blockedCategories.length > 0, {
      attribute: "MCC",
      operation: "IS_ONE_OF",
      value: [...rules.blockedCategories],
    }),
    ...when("allowed_countries", rules.allowedCountries.length > 0, {
      attribute: "COUNTRY",
      operation: "IS_NOT_ONE_OF",
      value: [...rules.allowedCountries],
    }),
    ...when("blocked_countries", rules.blockedCountries.length > 0, {
      attribute: "COUNTRY",
      operation: "IS_ONE_OF",
      value: [...rules.blockedCountries],
    }),
    ...(rules.merchants.length > 0 ? [{ kind: "merchants", rule: lockedTo(rules.merchants) } as const] : []),
    ...when("cash", rules.cash === "blocked", {
      attribute: "CASH_AMOUNT",
      operation: "IS_GREATER_THAN",
      value: 0,
    }),
    ...when("channel", rules.channel !== "any", {
      attribute: "PAN_ENTRY_MODE",
      operation: rules.channel === "online" ? "IS_ONE_OF" : "IS_NOT_ONE_OF",
      value: inPersonModes,
    }),
    ...when("per_transaction", perTransactionLimit !== null, {
      attribute: "TRANSACTION_AMOUNT",
      operation: "IS_GREATER_THAN",
      value: Number(perTransactionLimit),
    }),
    ...window("daily", "DAY", { amount: rules.dailyLimit, count: rules.dailyCount }),
    ...window("weekly", "WEEK", { amount: rules.weeklyLimit, count: rules.weeklyCount }),
    ...window("monthly", "MONTH", { amount: rules.monthlyLimit, count: rules.monthlyCount }),
    ...window("yearly", "YEAR", { amount: rules.yearlyLimit, count: rules.yearlyCount }),
  ];
}

interface WindowLimit {
  readonly amount: bigint | null;
  readonly count: number | null;
}

function declining(conditions: RuleCondition[]): NewRule {
  return { type: "CONDITIONAL_ACTION", parameters: { action: "DECLINE", conditions } };
}

function velocity(type: "DAY" | "WEEK" | "MONTH" | "YEAR", { amount, count }: WindowLimit): NewRule {
  return {
    type: "VELOCITY_LIMIT",
    parameters: {
      scope: "CARD",
      period: { type },
      ...(amount !== null && { limit_amount: Number(amount) }),
      ...(count !== null && { limit_count: count }),
    },
  };
}

function lockedTo(merchants: readonly string[]): NewRule {
  return {
    type: "MERCHANT_LOCK",
    parameters: { merchants: merchants.map((descriptor) => ({ descriptor })) },
  };
}

/** The type of a rule, by what its parameters hold. */
export function ruleTypeOf(parameters: object): NewRule["type"] {
  if ("conditions" in parameters) return "CONDITIONAL_ACTION";
  return "merchants" in parameters ? "MERCHANT_LOCK" : "VELOCITY_LIMIT";
}
