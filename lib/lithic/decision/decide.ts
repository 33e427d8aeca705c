import type { RuleDecline } from "./decline-by-rule.ts";
import type { OccasionCard } from "./occasion.ts";
import { cardWindowStart } from "./windows.ts";

/** An active rule that declines. */
export interface RuleResult {
  readonly auth_rule_token: string;
  readonly name: string | null;
  readonly result: RuleDecline["code"];
  readonly explanation: string;
}

/** The result of an authorization, and every reason for a decline. */
export interface Decision {
  readonly result: string;
  readonly detailed_results: readonly string[];
  readonly rule_results: readonly RuleResult[];
}

/** What an authorization is decided from, in Lithic's terms. Amounts are cents. */
export interface Situation {
  readonly now: Date;
  readonly amount: number;
  readonly merchantId: string;
  readonly isCardPresent: boolean;
  readonly card: OccasionCard;
  /** The merchant that the card is locked to, for cards that lock. */
  readonly lockedTo: string | null;
  /** The states of the card's account and of the business that pays. */
  readonly accountStates: readonly string[];
  readonly isHolderAccepted: boolean;
  /** The limits of the card's account. 0 is no limit for the lifetime only. */
  readonly accountLimit: { readonly daily: number; readonly monthly: number; readonly lifetime: number };
  /** What the account has spent in the windows of its limits. */
  readonly accountSpent: { readonly daily: number; readonly monthly: number; readonly lifetime: number };
  /** What the paying account can spend. */
  readonly available: number;
  /** What the card has spent since a time. */
  spentOnCard(since: Date): number;
  /** The declines of the rules that apply to the card. */
  byRules(): readonly RuleResult[];
}

/** Decides in Lithic's order: the card, its account, their limits, the rules, the money. The first
 *  that objects declines. */
export function decide(situation: Situation): Decision {
  for (const objections of [ofCard, ofAccounts, ofLimits]) {
    const codes = objections(situation);
    if (codes.length) return declined(codes, []);
  }
  const rules = situation.byRules();
  if (rules.length) return declined([...new Set(rules.map(({ result }) => result))], rules);
  if (situation.amount > 0 && situation.amount > situation.available)
    return declined(["INSUFFICIENT_FUNDS"], []);
  return { result: "APPROVED", detailed_results: ["APPROVED"], rule_results: [] };
}

function ofCard({ now, card, lockedTo, merchantId, isCardPresent }: Situation): string[] {
  if (card.state === "CLOSED")
    return [card.type === "SINGLE_USE" && lockedTo !== null ? "SINGLE_USE_CARD_REATTEMPTED" : "CARD_CLOSED"];
  if (card.state === "PAUSED") return ["CARD_PAUSED"];
  if (isExpired(now, card)) return ["CARD_EXPIRED"];
  // A physical card can already pay online before it arrives.
  if (card.state !== "OPEN" && isCardPresent) return ["CARD_NOT_ACTIVATED"];
  if (card.type === "MERCHANT_LOCKED" && lockedTo !== null && lockedTo !== merchantId)
    return ["MERCHANT_LOCKED_CARD_ATTEMPTED_ELSEWHERE"];
  return [];
}

// The business of an authorized user pays, so its account decides too.
function ofAccounts({ accountStates, isHolderAccepted }: Situation): string[] {
  for (const state of accountStates)
    if (state !== "ACTIVE") return [state === "PAUSED" ? "ACCOUNT_PAUSED" : "ACCOUNT_INACTIVE"];
  return isHolderAccepted ? [] : ["ACCOUNT_UNDER_REVIEW"];
}

function ofLimits(situation: Situation): string[] {
  const { amount, accountLimit: limit, accountSpent: spent } = situation;
  if (amount <= 0) return [];
  return [
    ...(exceedsCardLimit(situation) ? ["CARD_SPEND_LIMIT_EXCEEDED"] : []),
    ...(spent.daily + amount > limit.daily ? ["ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED"] : []),
    ...(spent.monthly + amount > limit.monthly ? ["ACCOUNT_MONTHLY_SPEND_LIMIT_EXCEEDED"] : []),
    ...(limit.lifetime > 0 && spent.lifetime + amount > limit.lifetime
      ? ["ACCOUNT_LIFETIME_SPEND_LIMIT_EXCEEDED"]
      : []),
  ];
}

function exceedsCardLimit({ card, now, amount, spentOnCard }: Situation): boolean {
  if (card.spend_limit === 0) return false;
  const since = cardWindowStart(card.spend_limit_duration, now);
  const spent = since === undefined ? 0 : spentOnCard(since);
  return spent + amount > card.spend_limit;
}

// Its last month is over.
const isExpired = (now: Date, { exp_month, exp_year }: OccasionCard): boolean =>
  now.getTime() >= Date.UTC(Number(exp_year), Number(exp_month), 1);

const results: Readonly<Record<string, string>> = {
  CARD_CLOSED: "CARD_CLOSED",
  CARD_PAUSED: "CARD_PAUSED",
  SINGLE_USE_CARD_REATTEMPTED: "SINGLE_USE_RECHARGED",
  MERCHANT_LOCKED_CARD_ATTEMPTED_ELSEWHERE: "UNAUTHORIZED_MERCHANT",
  MERCHANT_NOT_PERMITTED: "UNAUTHORIZED_MERCHANT",
  ACCOUNT_PAUSED: "ACCOUNT_PAUSED",
  ACCOUNT_INACTIVE: "INACTIVE_ACCOUNT",
  CARD_SPEND_LIMIT_EXCEEDED: "USER_TRANSACTION_LIMIT",
  ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED: "USER_TRANSACTION_LIMIT",
  ACCOUNT_MONTHLY_SPEND_LIMIT_EXCEEDED: "USER_TRANSACTION_LIMIT",
  ACCOUNT_LIFETIME_SPEND_LIMIT_EXCEEDED: "USER_TRANSACTION_LIMIT",
  INSUFFICIENT_FUNDS: "INSUFFICIENT_FUNDS",
};

function declined(codes: readonly string[], rule_results: readonly RuleResult[]): Decision {
  return { result: results[codes[0] ?? ""] ?? "DECLINED", detailed_results: codes, rule_results };
}
