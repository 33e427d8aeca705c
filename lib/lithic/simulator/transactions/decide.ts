import { holderOfAccount } from "@/lib/lithic/simulator/accounts/account-holders.ts";
import { accountOf, accountSpending } from "@/lib/lithic/simulator/accounts/accounts.ts";
import type { KeptCard } from "@/lib/lithic/simulator/cards/card.ts";
import { exceedsCardLimit } from "@/lib/lithic/simulator/cards/card-spending.ts";
import { isExpired } from "@/lib/lithic/simulator/cards/expiry.ts";
import { evaluateRules, type RuleResult } from "@/lib/lithic/simulator/rules/evaluate-rules.ts";
import type { Call } from "../call.ts";
import type { Purchase } from "../purchase.ts";

/** The result of an authorization, and every reason for a decline. */
export interface Decision {
  readonly result: string;
  readonly detailed_results: readonly string[];
  readonly rule_results: readonly RuleResult[];
}

/** An authorization to decide. `available` is the balance of the paying account, in cents. */
export interface Asked {
  readonly kept: KeptCard;
  readonly purchase: Purchase;
  readonly isCardPresent: boolean;
  readonly available: number;
  readonly ids: { readonly event: string; readonly transaction: string };
}

/** Decides in Lithic's order: the card, its account, their limits, the rules, the money. The first
 *  that objects declines. */
export function decide(call: Pick<Call, "store" | "now">, asked: Asked): Decision {
  const account = accountOf(call, asked.kept.card.account_token);
  for (const objections of [ofCard, ofAccount, ofLimits]) {
    const codes = objections(call, asked);
    if (codes.length) return declined(codes, []);
  }
  const rules = evaluateRules({ ...call, ...asked, accountCreated: account.created }, asked.ids);
  if (rules.length) return declined([...new Set(rules.map(({ result }) => result))], rules);
  if (asked.purchase.amount > 0 && asked.purchase.amount > asked.available)
    return declined(["INSUFFICIENT_FUNDS"], []);
  return { result: "APPROVED", detailed_results: ["APPROVED"], rule_results: [] };
}

function ofCard(
  { now }: Pick<Call, "now">,
  { kept: { card, lockedTo }, purchase, isCardPresent }: Asked,
): string[] {
  if (card.state === "CLOSED")
    return [card.type === "SINGLE_USE" && lockedTo !== null ? "SINGLE_USE_CARD_REATTEMPTED" : "CARD_CLOSED"];
  if (card.state === "PAUSED") return ["CARD_PAUSED"];
  if (isExpired(now, card)) return ["CARD_EXPIRED"];
  // A physical card can already pay online before it arrives.
  if (card.state !== "OPEN" && isCardPresent) return ["CARD_NOT_ACTIVATED"];
  if (card.type === "MERCHANT_LOCKED" && lockedTo !== null && lockedTo !== purchase.merchantId)
    return ["MERCHANT_LOCKED_CARD_ATTEMPTED_ELSEWHERE"];
  return [];
}

// The business of an authorized user pays, so its account decides too.
function ofAccount(call: Pick<Call, "store">, { kept }: Asked): string[] {
  const holder = holderOfAccount(call, kept.card.account_token);
  for (const token of [kept.card.account_token, holder.business_account_token]) {
    const state = token === undefined ? "ACTIVE" : accountOf(call, token).state;
    if (state !== "ACTIVE") return [state === "PAUSED" ? "ACCOUNT_PAUSED" : "ACCOUNT_INACTIVE"];
  }
  return holder.status === "ACCEPTED" ? [] : ["ACCOUNT_UNDER_REVIEW"];
}

function ofLimits(
  call: Pick<Call, "store" | "now">,
  { kept: { card }, purchase: { amount } }: Asked,
): string[] {
  if (amount <= 0) return [];
  const { spend_limit: limit } = accountOf(call, card.account_token);
  const spent = accountSpending(call, card.account_token);
  return [
    ...(exceedsCardLimit(call, card, amount) ? ["CARD_SPEND_LIMIT_EXCEEDED"] : []),
    ...(spent.daily + amount > limit.daily ? ["ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED"] : []),
    ...(spent.monthly + amount > limit.monthly ? ["ACCOUNT_MONTHLY_SPEND_LIMIT_EXCEEDED"] : []),
    ...(limit.lifetime > 0 && spent.lifetime + amount > limit.lifetime
      ? ["ACCOUNT_LIFETIME_SPEND_LIMIT_EXCEEDED"]
      : []),
  ];
}

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
