import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declineByRule } from "@/lib/lithic/decision/decline-by-rule.ts";
import type { Occasion } from "@/lib/lithic/decision/occasion.ts";
import type { Purchase } from "@/lib/lithic/decision/purchase.ts";
import type { RuleParameters } from "@/lib/lithic/decision/rule-parameters.ts";
import { windowStart } from "@/lib/lithic/decision/windows.ts";
import { compileRules } from "./compile-rules.ts";
import type { ProfileRules } from "./profile-rules.ts";
import { anyRules } from "./test-rules.ts";

interface Earlier {
  readonly at: Date;
  readonly amount: number;
}

const card = {
  ...{ state: "OPEN", type: "VIRTUAL", pin_status: "OK", created: "2026-01-01T00:00:00Z" },
  ...{ exp_month: "12", exp_year: "2031", spend_limit: 0, spend_limit_duration: "TRANSACTION" },
};

/** The kinds of the compiled rules that decline a purchase. */
function declining(rules: ProfileRules, purchase: Purchase, now: Date, earlier: readonly Earlier[]) {
  const occasion: Occasion = {
    ...{ now, purchase, card, accountCreated: card.created },
    counted({ period }) {
      const counted = earlier.filter(({ at }) => at >= windowStart(period, now) && at <= now);
      return { amount: counted.reduce((sum, { amount }) => sum + amount, 0), count: counted.length };
    },
    purchasesWithin: () => 0,
  };
  return compileRules(rules)
    .filter(({ rule }) => declineByRule(rule.parameters as RuleParameters, occasion))
    .map(({ kind }) => kind);
}

const eastern = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York", dateStyle: "short" });
const day = (at: Date) => eastern.format(at);
const monday = (at: Date) => {
  const date = new Date(`${day(at)}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
};

/** What a person reads in a profile: the kinds of rules that do not allow a purchase. */
function notAllowed(rules: ProfileRules, purchase: Purchase, now: Date, earlier: readonly Earlier[]) {
  const over = (nameOf: (at: Date) => string, limit: bigint | null, most: number | null) => {
    const before = earlier.filter(({ at }) => nameOf(at) === nameOf(now));
    const spent = before.reduce((sum, { amount }) => sum + amount, purchase.amount);
    return (limit !== null && spent > limit) || (most !== null && before.length + 1 > most);
  };
  const isOutside = (list: readonly string[], value: string) => list.length > 0 && !list.includes(value);
  const isInPerson = purchase.panEntryMode === "ICC";
  const faults = {
    allowed_categories: isOutside(rules.allowedCategories, purchase.mcc),
    blocked_categories: rules.blockedCategories.includes(purchase.mcc),
    allowed_countries: isOutside(rules.allowedCountries, purchase.country),
    blocked_countries: rules.blockedCountries.includes(purchase.country),
    merchants: isOutside(rules.merchants, purchase.descriptor),
    cash: rules.cash === "blocked" && purchase.cash > 0,
    channel: rules.channel !== "any" && (rules.channel === "in_person") !== isInPerson,
    per_transaction: rules.perTransactionLimit !== null && purchase.amount > rules.perTransactionLimit,
    daily: over(day, rules.dailyLimit, rules.dailyCount),
    weekly: over(monday, rules.weeklyLimit, rules.weeklyCount),
    monthly: over((at) => day(at).slice(0, 7), rules.monthlyLimit, rules.monthlyCount),
    yearly: over((at) => day(at).slice(0, 4), rules.yearlyLimit, rules.yearlyCount),
  };
  return Object.entries(faults).flatMap(([kind, isFault]) => (isFault ? [kind] : []));
}

const purchases: fc.Arbitrary<Purchase> = fc.record({
  amount: fc.integer({ min: 1, max: 120_000 }),
  mcc: fc.constantFrom("4121", "5411", "5812", "6011", "7011", "7995", "9999"),
  country: fc.constantFrom("CAN", "DEU", "GBR", "USA", "JPN"),
  descriptor: fc.constantFrom("ACME", "COFFEE BAR", "SOMEWHERE ELSE"),
  panEntryMode: fc.constantFrom("ICC", "ECOMMERCE"),
  cash: fc.constantFrom(0, 500),
  currency: fc.constant("USD"),
  merchantId: fc.constant("1"),
});

// Around midnight in New York, at the ends of months and years, and on both days on which the
// clocks change.
const edges = [
  "2026-01-01T05",
  "2026-03-08T05",
  "2026-03-09T04",
  "2026-11-01T04",
  "2026-11-02T05",
  "2027-01-01T05",
];
const moments = fc
  .tuple(fc.constantFrom(...edges), fc.integer({ min: -26 * 3600, max: 26 * 3600 }))
  .map(([edge, seconds]) => new Date(Date.parse(`${edge}:00:00Z`) + seconds * 1000));
const earlierPurchases = (now: Date) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 40 * 86_400 }).map((seconds) => new Date(now.getTime() - seconds * 1000)),
      amount: fc.integer({ min: 1, max: 40_000 }),
    }),
    { maxLength: 8 },
  );

describe("compiled rules", () => {
  it("decline exactly what the profile does not allow, for 10,000 profiles and purchases", () => {
    const cases = moments.chain((now) =>
      fc.tuple(anyRules, purchases, fc.constant(now), earlierPurchases(now)),
    );
    fc.assert(
      fc.property(cases, ([rules, purchase, now, earlier]) => {
        expect(declining(rules, purchase, now, earlier).sort()).toEqual(
          notAllowed(rules, purchase, now, earlier).sort(),
        );
      }),
      { numRuns: 10_000 },
    );
  });
});
