import { randomUUID } from "node:crypto";
import { appliesTo, parametersOf, type RuleRow } from "./auth-rule.ts";
import { whoseCard } from "./auth-rule-reports.ts";
import { type Condition, isMet, type Occasion } from "./conditions.ts";
import type {
  ConditionalParameters,
  MerchantLockParameters,
  RuleParameters,
  VelocityParameters,
} from "./rule-parameters.ts";
import { isCounted, velocity } from "./velocity.ts";

/** Why a rule declines. */
export interface RuleDecline {
  readonly code: string;
  readonly explanation: string;
}

/** An active rule that declines. */
export interface RuleResult {
  readonly auth_rule_token: string;
  readonly name: string | null;
  readonly result: string;
  readonly explanation: string;
}

/** Checks a purchase against every rule of its card, and saves the decisions. Returns only the
 *  declines of active rules. Drafts run in shadow. */
export function evaluateRules(occasion: Occasion, ids: { event: string; transaction: string }): RuleResult[] {
  const { store, kept } = occasion;
  const rules = store.all<RuleRow>(
    `SELECT * FROM auth_rules WHERE ${appliesTo} ORDER BY seq`,
    ...whoseCard(occasion, kept.card.token),
  );
  return rules.flatMap((rule) => {
    const evaluated = (version: number, mode: RuleRow["state"]) => {
      const decline = declineBy(parametersOf(store, rule.token, version), occasion);
      note(occasion, rule, version, mode, decline, ids);
      return decline;
    };
    if (rule.draft_version !== null) evaluated(rule.draft_version, "INACTIVE");
    const decline =
      rule.state === "ACTIVE" && rule.current_version !== null
        ? evaluated(rule.current_version, "ACTIVE")
        : undefined;
    return decline
      ? [
          {
            auth_rule_token: rule.token,
            name: rule.name,
            result: decline.code,
            explanation: decline.explanation,
          },
        ]
      : [];
  });
}

/** Why a rule with these parameters declines a purchase, if it does. */
export function declineBy(parameters: RuleParameters, occasion: Occasion): RuleDecline | undefined {
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

function byVelocity(
  parameters: VelocityParameters,
  { store, now, kept, purchase }: Occasion,
): RuleDecline | undefined {
  if (purchase.amount <= 0 || !isCounted(parameters.filters, purchase)) return undefined;
  const of = { card: kept.card.token, account: kept.card.account_token };
  const { limit_amount, limit_count, limit_cash_amount, limit_cash_count } = parameters;
  const over = (what: string, spent: number, limit: number | null | undefined): string[] =>
    typeof limit === "number" && spent > limit
      ? [`${what} in the ${parameters.period.type} window would be ${spent}, over ${limit}`]
      : [];
  const all = velocity(store, parameters, of, now);
  const reasons = [
    ...over("Spend", all.amount + purchase.amount, limit_amount),
    ...over("Purchases", all.count + 1, limit_count),
  ];
  if (purchase.cash > 0) {
    const cash = velocity(store, parameters, of, now, "cash");
    reasons.push(
      ...over("Cash", cash.amount + purchase.cash, limit_cash_amount),
      ...over("Withdrawals", cash.count + 1, limit_cash_count),
    );
  }
  return reasons.length ? { code: "AUTH_RULE", explanation: reasons.join("; ") } : undefined;
}

function note(
  { store, now }: Occasion,
  rule: RuleRow,
  version: number,
  mode: RuleRow["state"],
  decline: RuleDecline | undefined,
  ids: { event: string; transaction: string },
): void {
  const actions = decline
    ? [
        decline.code === "CARDHOLDER_CHALLENGED"
          ? { type: "CHALLENGE", explanation: decline.explanation }
          : { type: "DECLINE", ...decline },
      ]
    : [];
  const result = {
    token: randomUUID(),
    auth_rule_token: rule.token,
    event_token: ids.event,
    transaction_token: ids.transaction,
    evaluation_time: now.toISOString(),
    rule_version: version,
    mode,
    event_stream: "AUTHORIZATION",
    actions,
  };
  store.run(
    "INSERT INTO auth_rule_results (token, auth_rule_token, event_token, created, has_actions, body) VALUES (?, ?, ?, ?, ?, ?)",
    result.token,
    rule.token,
    ids.event,
    result.evaluation_time,
    actions.length ? 1 : 0,
    JSON.stringify(result),
  );
}
