import { countryName } from "@/lib/addresses/countries";
import { merchantCategory } from "@/lib/merchant-categories/merchant-categories";
import { formatMoney } from "@/lib/money";
import type { SpendingProfileFacts } from "@/lib/spending-profiles/queries";
import { rulesFrom } from "@/lib/spending-profiles/rules/rules-from";

type Rule = SpendingProfileFacts["rules"][number];

const maxNamed = 6;

/** What a rule allows, in words: "$500.00, 20 purchases" or "Airlines, Hotels and 4 more". */
export function ruleText(rule: Rule, currency: string): string {
  const rules = rulesFrom([{ kind: rule.kind, parameters: rule.parameters as never }]);
  const money = (amount: bigint | null) => (amount === null ? null : formatMoney(amount, currency));
  const limit = (amount: bigint | null, count: number | null) =>
    [
      money(amount),
      count === null ? null : `${count.toLocaleString("en-US")} ${count === 1 ? "purchase" : "purchases"}`,
    ]
      .filter(Boolean)
      .join(", ");
  switch (rule.kind) {
    case "allowed_categories":
      return named(rules.allowedCategories, categoryName);
    case "blocked_categories":
      return named(rules.blockedCategories, categoryName);
    case "allowed_countries":
      return named(rules.allowedCountries, countryName);
    case "blocked_countries":
      return named(rules.blockedCountries, countryName);
    case "merchants":
      return named(rules.merchants, (name) => name);
    case "cash":
      return "Withdrawals decline";
    case "channel":
      return rules.channel === "online" ? "Online only" : "In person only";
    case "per_transaction":
      return money(rules.perTransactionLimit) ?? "";
    case "daily":
      return limit(rules.dailyLimit, rules.dailyCount);
    case "weekly":
      return limit(rules.weeklyLimit, rules.weeklyCount);
    case "monthly":
      return limit(rules.monthlyLimit, rules.monthlyCount);
    case "yearly":
      return limit(rules.yearlyLimit, rules.yearlyCount);
  }
}

const categoryName = (code: string) => merchantCategory(code).name;

function named(codes: readonly string[], nameOf: (code: string) => string): string {
  const names = codes.slice(0, maxNamed).map(nameOf).join(", ");
  return codes.length > maxNamed ? `${names} and ${codes.length - maxNamed} more` : names;
}
