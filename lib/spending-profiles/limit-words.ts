import type { words } from "@/prisma/generated/schema-map.ts";

type RuleStatus = (typeof words.SpendingProfileRule.status)[number];

/** Labels for the state of a rule at the issuer. */
export const ruleStatusLabels: Readonly<Record<RuleStatus, string>> = {
  waiting: "Not at the issuer",
  shadow: "In shadow",
  active: "Active",
  retired: "Ended",
};

/** The period of each limit and when it resets: calendar periods in US Eastern time (GET
 *  /v2/auth_rules, period). */
export const limitResets = {
  perTransactionLimit: "Each purchase by itself",
  dailyLimit: "Resets at midnight US Eastern",
  weeklyLimit: "Resets Mondays at midnight US Eastern",
  monthlyLimit: "Resets on the 1st at midnight US Eastern",
  yearlyLimit: "Resets on January 1 at midnight US Eastern",
} as const;
