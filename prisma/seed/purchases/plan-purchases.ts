import { merchantAmount } from "@/lib/sandbox/merchant-amount.ts";
import { type SeededRandom, seededRandom } from "../seeded-random.ts";
import { type DemoMerchant, type Habit, habits, subscriptions } from "./habits.ts";
import { laterSteps, type PlannedStep } from "./later-steps.ts";

/** A purchase of the demo: what the merchant asks for, when, and what follows if it is approved.
 *  Amounts are cents and minor units of the merchant's currency. */
export interface PlannedPurchase {
  readonly card: string;
  readonly merchant: DemoMerchant;
  readonly at: Date;
  readonly amount: number;
  readonly merchantAmount: number;
  /** Whether it settles at once, as cash does. */
  readonly isAtOnce: boolean;
  readonly steps: readonly PlannedStep[];
}

const daysBack = 90;
const day = 24 * 3_600_000;

/** Plans the purchases of the last 90 days by the habits of the people, oldest first. The same seed
 *  and time give the same plan. Nothing in it is later than `now`. */
export function planPurchases(seed: number, now: Date): readonly PlannedPurchase[] {
  const today = Math.floor(now.getTime() / day) * day;
  const days = Array.from({ length: daysBack + 1 }, (_, index) => daysBack - index);
  const planned = [
    ...habits.flatMap((habit, stream) => {
      const random = seededRandom(seed, stream + 1);
      return days.flatMap((ago) => onDay(habit, random, ago, new Date(today - ago * day)));
    }),
    ...days.flatMap((ago) => subscribed(new Date(today - ago * day))),
  ];
  return planned
    .filter(({ at }) => at < now)
    .map((purchase) => ({ ...purchase, steps: purchase.steps.filter(({ at }) => at < now) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function onDay(habit: Habit, random: SeededRandom, ago: number, date: Date): PlannedPurchase[] {
  const [first, last] = habit.days ?? [daysBack, 0];
  if (ago > first || ago < last) return [];
  const isWeekend = [0, 6].includes(date.getUTCDay());
  const rate = isWeekend ? habit.weekend : habit.weekday;
  const times = Math.floor(rate) + (random.next() < rate % 1 ? 1 : 0);
  return Array.from({ length: times }, () => onePurchase(habit, random, date));
}

function onePurchase(habit: Habit, random: SeededRandom, date: Date): PlannedPurchase {
  const [from, to] = habit.hours;
  const at = new Date(date.getTime() + Math.round((from + random.next() * (to - from)) * 3_600_000));
  const [least, most] = habit.amount;
  // Squared, so that small amounts and the first merchants are the most frequent.
  const amount = Math.round(least + random.next() ** 2 * (most - least));
  const place = Math.floor(random.next() ** 2 * habit.merchants.length);
  const merchant = habit.merchants[place] as DemoMerchant;
  const ending = endingOf(habit, random);
  const asked = ending === "preauthorized" ? Math.max(7_500, amount) : amount;
  return {
    ...{ card: habit.card, merchant, at, amount: asked, isAtOnce: ending === "atOnce" },
    merchantAmount: merchantAmount(asked, merchant.currency ?? "USD"),
    steps: laterSteps(ending, random, { at, amount }),
  };
}

function endingOf({ endings }: Habit, random: SeededRandom) {
  let left = random.next() * 100;
  for (const [ending, percent] of Object.entries(endings) as [keyof Habit["endings"], number][]) {
    left -= percent;
    if (left < 0) return ending;
  }
  return "cleared";
}

function subscribed(date: Date): PlannedPurchase[] {
  return subscriptions
    .filter(({ dayOfMonth }) => dayOfMonth === date.getUTCDate())
    .map(({ card, merchant, amount }, index) => {
      const at = new Date(date.getTime() + 8 * 3_600_000 + index * 60_000);
      const steps = [{ kind: "clear", at: new Date(at.getTime() + day), amount } as const];
      return { card, merchant, at, amount, merchantAmount: amount, isAtOnce: false, steps };
    });
}
