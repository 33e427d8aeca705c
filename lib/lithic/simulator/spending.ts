import type { Store } from "./store.ts";

/** What was authorized or settled on a card or an account since a time, in cents, without what was
 *  voided, expired or refunded. */
export function spentSince(
  store: Store,
  by: "card_token" | "account_token",
  token: string,
  since: Date,
): number {
  const row = store.get<{ spent: number }>(
    `SELECT coalesce(sum(spent), 0) AS spent FROM transactions WHERE ${by} = ? AND created >= ?`,
    token,
    since.toISOString(),
  );
  return row?.spent ?? 0;
}

export const secondsBefore = (moment: Date, seconds: number): Date =>
  new Date(moment.getTime() - seconds * 1000);

/** The same day of the month before, or the last day of a shorter month. */
export const monthBefore = (moment: Date): Date => shifted(moment, -1);

/** The start of a card's MONTHLY window: six days after the same date of the month before. */
export const cardMonthStart = (moment: Date): Date => secondsBefore(monthBefore(moment), -6 * 86_400);

/** The same day of the year before. */
export const yearBefore = (moment: Date): Date => shifted(moment, -12);

function shifted(moment: Date, months: number): Date {
  const day = new Date(moment);
  day.setUTCMonth(moment.getUTCMonth() + months);
  if (day.getUTCDate() !== moment.getUTCDate()) day.setUTCDate(0);
  return day;
}
