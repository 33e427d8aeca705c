import type { Purchase } from "../purchase.ts";
import { secondsBefore } from "../spending.ts";
import type { Store } from "../store.ts";
import type { VelocityParameters } from "./rule-parameters.ts";

type Period = VelocityParameters["period"];

const eastern = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
});

/** The start of the window that contains a time: trailing for CUSTOM, otherwise at 00:00 in New
 *  York. */
function windowStart(period: Period, now: Date): Date {
  if (period.type === "CUSTOM") return secondsBefore(now, period.duration);
  const { year, month, day } = easternDate(now);
  switch (period.type) {
    case "DAY":
      return easternMidnight(year, month, day);
    case "WEEK": {
      const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
      return easternMidnight(year, month, day - ((weekday - (period.day_of_week ?? 1) + 7) % 7));
    }
    case "MONTH": {
      const wanted = period.day_of_month ?? 1;
      const inMonth = Math.min(wanted, daysIn(year, month));
      if (day >= inMonth) return easternMidnight(year, month, inMonth);
      return easternMidnight(year, month - 1, Math.min(wanted, daysIn(year, month - 1)));
    }
    case "YEAR": {
      const startsIn = period.month ?? 1;
      const inYear = (of: number) => Math.min(period.day_of_month ?? 1, daysIn(of, startsIn));
      const hasBegun = month > startsIn || (month === startsIn && day >= inYear(year));
      const began = hasBegun ? year : year - 1;
      return easternMidnight(began, startsIn, inYear(began));
    }
  }
}

/** The amount spent, in cents, and the number of purchases that a limit counts in a window. */
export function velocity(
  store: Store,
  { scope, period, filters }: Pick<VelocityParameters, "scope" | "period" | "filters">,
  of: { card: string; account: string },
  now: Date,
  only: "all" | "cash" = "all",
): { amount: number; count: number } {
  const conditions: [string, ...unknown[]][] = [
    scope === "CARD" ? ["card_token = ?", of.card] : ["account_token = ?", of.account],
    ["created >= ?", windowStart(period, now).toISOString()],
    ["spent > 0"],
    ...(only === "cash" ? [["cash = 1"] as [string]] : []),
    ...among("mcc IN", filters?.include_mccs),
    ...among("mcc NOT IN", filters?.exclude_mccs),
    ...among("country IN", filters?.include_countries),
    ...among("country NOT IN", filters?.exclude_countries),
    ...among("pan_entry_mode IN", filters?.include_pan_entry_modes),
  ];
  const row = store.get<{ amount: number; count: number }>(
    `SELECT coalesce(sum(spent), 0) AS amount, count(*) AS count FROM transactions WHERE ${conditions.map(([text]) => text).join(" AND ")}`,
    ...conditions.flatMap(([, ...values]) => values),
  );
  return row ?? { amount: 0, count: 0 };
}

/** Whether a limit counts a purchase at all. */
export function isCounted(
  filters: VelocityParameters["filters"],
  { mcc, country, panEntryMode }: Purchase,
): boolean {
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

function among(condition: string, list: readonly string[] | null | undefined): [string, ...unknown[]][] {
  return list ? [[`${condition} (${list.map(() => "?").join(", ")})`, ...list]] : [];
}

function easternDate(moment: Date) {
  const part = Object.fromEntries(
    eastern.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  return { year: part.year ?? 0, month: part.month ?? 0, day: part.day ?? 0, hour: part.hour ?? 0 };
}

// Clocks change at 02:00, so every midnight exists once. It is four hours behind UTC in summer and
// five in winter.
function easternMidnight(year: number, month: number, day: number): Date {
  const summer = new Date(Date.UTC(year, month - 1, day, 4));
  return easternDate(summer).hour === 0 ? summer : new Date(Date.UTC(year, month - 1, day, 5));
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
