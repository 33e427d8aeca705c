import { join, selectSql, sql } from "@/lib/db/sql.ts";
import type { Reader } from "@/lib/db/transaction.ts";

/** What became of a row of a file: the card or the person that came of it, once there is one. */
export interface RowOutcome {
  readonly cardId: number | null;
  readonly userId: number | null;
}

/** Says which of some ids are still there, such as cards that are not closed. */
export type StillThere = (db: Reader, ids: readonly number[]) => Promise<ReadonlySet<number>>;

const atOnce = 100;

/** Looks up rows by their digests in earlier jobs of an account, unless they were refused or
 *  canceled there. `earlier` is the job of each row whose card or person is there or will be.
 *  `gone` are the items of the rows whose card or person is not there any more. */
export async function findEarlierRows(
  db: Reader,
  accountId: number,
  digests: readonly string[],
  madeOf: (outcome: RowOutcome) => number | null,
  stillThere: StillThere,
): Promise<{ earlier: ReadonlyMap<string, number>; gone: readonly number[] }> {
  const earlier = new Map<string, number>();
  const gone: number[] = [];
  for (let from = 0; from < digests.length; from += atOnce) {
    const items = await itemsWith(accountId, digests.slice(from, from + atOnce));
    const made = items.flatMap((item) => madeOf(item) ?? []);
    const there = made.length > 0 ? await stillThere(db, made) : new Set<number>();
    for (const item of items) {
      const id = madeOf(item);
      if (id !== null && !there.has(id)) gone.push(item.id);
      else earlier.set(item.rowDigest, item.jobId);
    }
  }
  return { earlier, gone };
}

interface EarlierItem extends RowOutcome {
  readonly id: number;
  readonly rowDigest: string;
  readonly jobId: number;
}

// The states are written out, because the index has no others.
async function itemsWith(accountId: number, digests: readonly string[]): Promise<EarlierItem[]> {
  const rows = await selectSql(sql`
    SELECT id, row_digest, job_id, card_id, user_id FROM bulk_job_items
    WHERE account_id = ${accountId} AND row_digest IN (${join([...digests])})
      AND row_digest IS NOT NULL AND status NOT IN ('refused', 'cancelled')`);
  const idOf = (value: unknown) => (value === null ? null : Number(value));
  return rows.map(([id, rowDigest, jobId, cardId, userId]) => ({
    id: Number(id),
    rowDigest: String(rowDigest),
    jobId: Number(jobId),
    cardId: idOf(cardId),
    userId: idOf(userId),
  }));
}
