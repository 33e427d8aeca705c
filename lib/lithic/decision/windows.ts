/** The window of a velocity rule (POST /v2/auth_rules, period): trailing for CUSTOM, otherwise
 *  from 00:00 US Eastern. */
export type Period =
  | { readonly type: "CUSTOM"; readonly duration: number }
  | { readonly type: "DAY" }
  | { readonly type: "WEEK"; readonly day_of_week?: number | undefined }
  | { readonly type: "MONTH"; readonly day_of_month?: number | undefined }
  | {
      readonly type: "YEAR";
      readonly month?: number | undefined;
      readonly day_of_month?: number | undefined;
    };

const eastern = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
});

/** The start of the window that contains a time. */
export function windowStart(period: Period, now: Date): Date {
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

/** When the next window begins. Null for a trailing one, of which something leaves at any time. */
export function nextWindowStart(period: Period, now: Date): Date | null {
  if (period.type === "CUSTOM") return null;
  const longest = { DAY: 2, WEEK: 8, MONTH: 32, YEAR: 367 }[period.type];
  const start = windowStart(period, now);
  // The first day from which on the window starts later.
  for (let days = 1; days <= longest; days++) {
    const { year, month, day } = easternDate(start);
    const next = easternMidnight(year, month, day + days);
    if (windowStart(period, next) > start) return next;
  }
  throw new Error(`No window follows the ${period.type} of ${start.toISOString()}`);
}

/** The start of the window of a card's own limit (POST /v1/cards, spend_limit_duration). Undefined
 *  for a limit on each purchase. */
export function cardWindowStart(duration: string, now: Date): Date | undefined {
  switch (duration) {
    case "ANNUALLY":
      return shifted(now, -12);
    case "FOREVER":
      return new Date(0);
    case "MONTHLY":
      // Six days after the same date of the month before.
      return secondsBefore(monthBefore(now), -6 * 86_400);
    default:
      return undefined;
  }
}

export const secondsBefore = (moment: Date, seconds: number): Date =>
  new Date(moment.getTime() - seconds * 1000);

/** The same day of the month before, or the last day of a shorter month. */
export const monthBefore = (moment: Date): Date => shifted(moment, -1);

function shifted(moment: Date, months: number): Date {
  const day = new Date(moment);
  day.setUTCMonth(moment.getUTCMonth() + months);
  if (day.getUTCDate() !== moment.getUTCDate()) day.setUTCDate(0);
  return day;
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
