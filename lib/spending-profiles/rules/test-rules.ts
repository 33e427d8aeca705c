import fc from "fast-check";
import type { ProfileRules } from "./profile-rules.ts";

const categories = ["4121", "5411", "5812", "6011", "7011", "7995"];
const countries = ["CAN", "DEU", "GBR", "USA"];

/** Two lists of some of these, with nothing on both. */
const apart = (all: readonly string[]) =>
  fc.array(fc.constantFrom("allowed", "blocked", "neither"), { minLength: all.length }).map((sides) => ({
    allowed: all.filter((_, index) => sides[index] === "allowed"),
    blocked: all.filter((_, index) => sides[index] === "blocked"),
  }));

/** Some limits that rise from one period to the next. */
const rising = (periods: number, max: number) =>
  fc
    .array(fc.option(fc.integer({ min: 1, max })), { minLength: periods, maxLength: periods })
    .map((limits) => {
      const sorted = limits.filter((limit) => limit !== null).sort((a, b) => a - b);
      return limits.map((limit) => (limit === null ? null : (sorted.shift() ?? null)));
    });

/** Any rules that a profile can have. */
export const anyRules: fc.Arbitrary<ProfileRules> = fc
  .record({
    codes: apart(categories),
    places: apart(countries),
    merchants: fc.subarray(["ACME", "COFFEE BAR"]),
    cash: fc.constantFrom("allowed" as const, "blocked" as const),
    channel: fc.constantFrom("any" as const, "in_person" as const, "online" as const),
    limits: rising(5, 100_000),
    counts: rising(4, 20),
  })
  .map(({ codes, places, limits, counts, ...rest }) => {
    const amount = (index: number) => (limits[index] == null ? null : BigInt(limits[index]));
    return {
      ...rest,
      allowedCategories: codes.allowed,
      blockedCategories: codes.blocked,
      allowedCountries: places.allowed,
      blockedCountries: places.blocked,
      perTransactionLimit: amount(0),
      dailyLimit: amount(1),
      weeklyLimit: amount(2),
      monthlyLimit: amount(3),
      yearlyLimit: amount(4),
      dailyCount: counts[0] ?? null,
      weeklyCount: counts[1] ?? null,
      monthlyCount: counts[2] ?? null,
      yearlyCount: counts[3] ?? null,
    };
  });
