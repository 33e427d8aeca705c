import type { Actor } from "@/lib/auth/actor.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { cardWindowStart, nextWindowStart, type Period, windowStart } from "@/lib/lithic/decision/windows.ts";
import { type LimitWindow, limitDurationOf } from "@/lib/lithic/translate.ts";
import { readAs } from "@/lib/read.ts";
import { type CardRule, rulesOfCard } from "./card-rules.ts";
import type { effectiveLimitShape } from "./effective-limit-shape.ts";
import { spentOnCard } from "./spent-on-card.ts";

/** A limit that concerns a card, where it comes from, and what is used of it. */
export type EffectiveLimit = Shape<typeof effectiveLimitShape>;

const columns = {
  id: true,
  status: true,
  spendLimit: true,
  spendLimitDuration: true,
  spendingProfileId: true,
  desiredSpendingProfileId: true,
} as const;

/** The limits that concern a card, from the shortest window to the longest: its own, and those of
 *  its spending profile. Needs card.see. Throws NOT_FOUND when the actor may not see the card. */
export function effectiveLimits(actor: Actor, cardId: number, now: Date): Promise<readonly EffectiveLimit[]> {
  return readAs(actor, "card.see", async (db) => {
    const card = await db.card.findFirst({ where: { id: cardId }, select: columns });
    if (!card) throw noRow("Card", cardId);
    const own = await ownLimit(db, card, now);
    const ofProfile = [];
    for (const rule of await rulesOfCard(db, card)) ofProfile.push(...(await limitsOfRule(db, cardId, rule, now)));
    const place = ({ window }: EffectiveLimit) => windows.indexOf(window);
    return [...own, ...ofProfile].sort((a, b) => place(a) - place(b));
  });
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

interface OwnLimit {
  readonly id: number;
  readonly spendLimit: bigint | null;
  readonly spendLimitDuration: string | null;
}

async function ownLimit(db: Reader, card: OwnLimit, now: Date): Promise<EffectiveLimit[]> {
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

async function limitsOfRule(db: Reader, cardId: number, rule: CardRule, now: Date): Promise<EffectiveLimit[]> {
  const source = { source: "profile", profile: rule.profile, state: rule.state } as const;
  const { parameters } = rule;
  if (rule.kind === "per_transaction" && "conditions" in parameters) {
    const limit = Number(parameters.conditions[0]?.value);
    const rest = { window: "purchase", unit: "amount", limit, used: null, left: limit, resetsAt: null } as const;
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
