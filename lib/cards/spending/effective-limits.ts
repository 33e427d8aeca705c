import type { Reader } from "@/lib/db/transaction.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { cardWindowStart, nextWindowStart, type Period, windowStart } from "@/lib/lithic/decision/windows.ts";
import { type LimitWindow, limitDurationOf } from "@/lib/lithic/translate.ts";
import { type CardRule, rulesOfCard } from "./card-rules.ts";
import type { effectiveLimitShape } from "./effective-limit-shape.ts";
import { spentOnCard } from "./spent-on-card.ts";

/** A limit that concerns a card, where it comes from, and what is used of it. */
export type EffectiveLimit = Shape<typeof effectiveLimitShape>;

/** The card whose limits are asked for. */
interface LimitedCard {
  readonly id: number;
  readonly spendLimit: bigint | null;
  readonly spendLimitDuration: string | null;
  readonly spendingProfileId: number | null;
  readonly desiredSpendingProfileId: number | null;
}

/** The limits that concern a card, from the shortest window to the longest: its own, and those of
 *  its spending profile. Call it within a unit of work of the account. */
export async function effectiveLimits(
  db: Reader,
  card: LimitedCard,
  now: Date,
): Promise<readonly EffectiveLimit[]> {
  const limits = await ownLimit(db, card, now);
  for (const rule of await rulesOfCard(db, card))
    limits.push(...(await limitsOfRule(db, card.id, rule, now)));
  const place = ({ window }: EffectiveLimit) => windows.indexOf(window);
  return limits.sort((a, b) => place(a) - place(b));
}

const windows: readonly EffectiveLimit["window"][] = [
  ...(["purchase", "day", "week", "month", "rolling_month", "year", "rolling_year", "total"] as const),
];

const ownWindows: Readonly<Record<LimitWindow, EffectiveLimit["window"]>> = {
  transaction: "purchase",
  monthly: "rolling_month",
  annually: "rolling_year",
  forever: "total",
};

async function ownLimit(db: Reader, card: LimitedCard, now: Date): Promise<EffectiveLimit[]> {
  if (card.spendLimit === null || card.spendLimitDuration === null) return [];
  const duration = card.spendLimitDuration as LimitWindow;
  const since = cardWindowStart(limitDurationOf[duration], now);
  const used = since === undefined ? null : (await spentOnCard(db, card.id, since)).amount;
  const limit = Number(card.spendLimit);
  const source = { source: "card", profile: null, unit: "amount", state: "active", resetsAt: null } as const;
  return [{ ...source, window: ownWindows[duration], limit, used, left: left(limit, used) }];
}

const periods: Readonly<Record<string, EffectiveLimit["window"]>> = {
  DAY: "day",
  WEEK: "week",
  MONTH: "month",
  YEAR: "year",
};

async function limitsOfRule(
  db: Reader,
  cardId: number,
  rule: CardRule,
  now: Date,
): Promise<EffectiveLimit[]> {
  const source = { source: "profile", profile: rule.profile, state: rule.state } as const;
  const { parameters } = rule;
  if (rule.kind === "per_transaction" && "conditions" in parameters) {
    const limit = Number(parameters.conditions[0]?.value);
    const rest = {
      window: "purchase",
      unit: "amount",
      limit,
      used: null,
      left: limit,
      resetsAt: null,
    } as const;
    return [{ ...source, ...rest }];
  }
  if (!("period" in parameters)) return [];
  const { period, limit_amount, limit_count } = parameters;
  const spent = await spentOnCard(db, cardId, windowStart(period as Period, now));
  const window = periods[period.type] ?? "total";
  const resetsAt = nextWindowStart(period as Period, now)?.toISOString() ?? null;
  const of = (unit: "amount" | "count", limit: number | null | undefined, used: number): EffectiveLimit[] =>
    typeof limit === "number"
      ? [{ ...source, window, unit, limit, used, left: left(limit, used), resetsAt }]
      : [];
  return [...of("amount", limit_amount, spent.amount), ...of("count", limit_count, spent.count)];
}

const left = (limit: number, used: number | null) => Math.max(0, limit - (used ?? 0));
