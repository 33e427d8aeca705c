import type { RuleKind } from "./compile-rules.ts";

/** Labels for the kinds of rules. */
export const ruleKindLabels: Readonly<Record<RuleKind, string>> = {
  allowed_categories: "Allowed categories",
  blocked_categories: "Blocked categories",
  allowed_countries: "Allowed countries",
  blocked_countries: "Blocked countries",
  merchants: "Allowed merchants",
  cash: "Cash withdrawals",
  channel: "In person or online",
  per_transaction: "Limit per purchase",
  daily: "Limit per day",
  weekly: "Limit per week",
  monthly: "Limit per month",
  yearly: "Limit per year",
};
