import { selectSql, sql } from "@/lib/db/sql.ts";

/** How many rows there are, up to a bound. */
export interface Counted {
  readonly total: number;
  readonly isCapped: boolean;
}

// The last use of a card changes without an audit row, so a count is only good for so long.
const maxMilliseconds = 10_000;
const maxCounts = 2_000;
const cached = new Map<string, Counted & { readonly seq: number; readonly at: number }>();

/** Counts what the key describes, or returns the count from before when no audit row was added to
 *  the account since. Call it within a unit of work of the account. */
export async function cachedCount(
  accountId: number,
  what: string,
  count: () => Promise<Counted>,
): Promise<Counted> {
  const key = `${accountId} ${what}`;
  const [[seq = 0] = []] = await selectSql(sql`SELECT seq FROM audit_heads WHERE account_id = ${accountId}`);
  const known = cached.get(key);
  if (known?.seq === Number(seq) && Date.now() - known.at < maxMilliseconds) return known;
  const counted = await count();
  if (cached.size >= maxCounts) cached.clear();
  cached.set(key, { ...counted, seq: Number(seq), at: Date.now() });
  return counted;
}
