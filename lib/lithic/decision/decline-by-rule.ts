import { isMet } from "./conditions.ts";
import type { Occasion } from "./occasion.ts";
import type { Purchase } from "./purchase.ts";
import type {
  Condition,
  ConditionalParameters,
  MerchantLockParameters,
  RuleParameters,
  VelocityFilters,
  VelocityParameters,
} from "./rule-parameters.ts";

/** Why a rule declines. */
export interface RuleDecline {
  readonly code: string;
  readonly explanation: string;
}

/** Why a rule with these parameters declines a purchase, if it does. */
export function declineByRule(parameters: RuleParameters, occasion: Occasion): RuleDecline | undefined {
  if ("conditions" in parameters) return byConditions(parameters, occasion);
  if ("merchants" in parameters) return byMerchants(parameters, occasion);
  return byVelocity(parameters, occasion);
}

function byConditions(
  { action, conditions }: ConditionalParameters,
  occasion: Occasion,
): RuleDecline | undefined {
  if (!conditions.every((condition) => isMet(condition, occasion))) return undefined;
  return {
    code: action === "CHALLENGE" ? "CARDHOLDER_CHALLENGED" : conditionCode(conditions),
    explanation: conditions
      .map(({ attribute, operation, value }) => `${attribute} ${operation} ${[value].flat().join(", ")}`)
      .join(" and "),
  };
}

const codes: Readonly<Record<string, string>> = {
  "MCC IS_ONE_OF": "AUTH_RULE_BLOCKED_MCC",
  "MCC IS_NOT_ONE_OF": "AUTH_RULE_ALLOWED_MCC",
  "COUNTRY IS_ONE_OF": "AUTH_RULE_BLOCKED_COUNTRY",
  "COUNTRY IS_NOT_ONE_OF": "AUTH_RULE_ALLOWED_COUNTRY",
};

function conditionCode(conditions: readonly Condition[]): string {
  const [only] = conditions.length === 1 ? conditions : [];
  return (only && codes[`${only.attribute} ${only.operation}`]) ?? "AUTH_RULE";
}

function byMerchants({ merchants }: MerchantLockParameters, { purchase }: Occasion): RuleDecline | undefined {
  const isAllowed = merchants.some((merchant) =>
    "merchant_id" in merchant
      ? merchant.merchant_id === purchase.merchantId
      : merchant.descriptor.toLowerCase() === purchase.descriptor.toLowerCase(),
  );
  return isAllowed
    ? undefined
    : {
        code: "MERCHANT_NOT_PERMITTED",
        explanation: `${purchase.descriptor} is none of the rule's merchants`,
      };
}

function byVelocity(parameters: VelocityParameters, occasion: Occasion): RuleDecline | undefined {
  const { purchase } = occasion;
  if (purchase.amount <= 0 || !isCounted(parameters.filters, purchase)) return undefined;
  const { limit_amount, limit_count, limit_cash_amount, limit_cash_count } = parameters;
  const over = (what: string, spent: number, limit: number | null | undefined): string[] =>
    typeof limit === "number" && spent > limit
      ? [`${what} in the ${parameters.period.type} window would be ${spent}, over ${limit}`]
      : [];
  const all = occasion.counted(parameters, "all");
  const reasons = [
    ...over("Spend", all.amount + purchase.amount, limit_amount),
    ...over("Purchases", all.count + 1, limit_count),
  ];
  if (purchase.cash > 0) {
    const cash = occasion.counted(parameters, "cash");
    reasons.push(
      ...over("Cash", cash.amount + purchase.cash, limit_cash_amount),
      ...over("Withdrawals", cash.count + 1, limit_cash_count),
    );
  }
  return reasons.length ? { code: "AUTH_RULE", explanation: reasons.join("; ") } : undefined;
}

// Whether a limit counts a purchase at all.
function isCounted(filters: VelocityFilters | undefined, { mcc, country, panEntryMode }: Purchase): boolean {
  const isIn = (list: readonly string[] | null | undefined, value: string) => !list || list.includes(value);
  const isOut = (list: readonly string[] | null | undefined, value: string) => !list?.includes(value);
  return (
    isIn(filters?.include_mccs, mcc) &&
    isOut(filters?.exclude_mccs, mcc) &&
    isIn(filters?.include_countries, country) &&
    isOut(filters?.exclude_countries, country) &&
    isIn(filters?.include_pan_entry_modes, panEntryMode)
  );
}
