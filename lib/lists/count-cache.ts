import { build, part, select } from "./sql-parts.ts";

/** How many rows there are, up to a bound. */
export interface Counted {
  readonly total: number;
  readonly isCapped: boolean;
}

// What changes beside the audit log, such as when a card was last used, is counted anew after this time.
const longestKept = 10_000;
const mostKept = 2_000;
const kept = new Map<string, Counted & { readonly seq: number; readonly at: number }>();

/** Counts what the key names in an account, or answers what this process counted when the newest row of the account's audit log was the same:
 *  what changes a list leaves a row there, but for the use of a card. To be called within a unit of work of the account. */
export async function keptCount(
  accountId: number,
  what: string,
  count: () => Promise<Counted>,
): Promise<Counted> {
  const key = `${accountId} ${what}`;
  const seq = await newestChange(accountId);
  const known = kept.get(key);
  if (known?.seq === seq && Date.now() - known.at < longestKept) return known;
  const counted = await count();
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { ...counted, seq, at: Date.now() });
  return counted;
}

async function newestChange(accountId: number): Promise<number> {
  const [[seq = 0] = []] = await select(
    build`SELECT seq FROM audit_heads WHERE ${part("account_id = ?", [accountId])}`,
  );
  return Number(seq);
}
