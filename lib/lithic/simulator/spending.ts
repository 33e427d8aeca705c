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
