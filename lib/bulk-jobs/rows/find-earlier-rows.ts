import type { Reader } from "@/lib/db/transaction.ts";

/** What became of a row of a file: the card or the person that came of it, once there is one. */
export interface RowOutcome {
  readonly cardId: number | null;
  readonly userId: number | null;
}

/** Says which of some ids are still there, such as cards that are not closed. */
export type StillThere = (db: Reader, ids: readonly number[]) => Promise<ReadonlySet<number>>;

const atOnce = 100;

/** Looks up rows by their digests in earlier jobs, unless they were refused or canceled there.
 *  `earlier` is the job of each row whose card or person is there or will be. `gone` are the items of
 *  the rows whose card or person is not there any more. */
export async function findEarlierRows(
  db: Reader,
  digests: readonly string[],
  madeOf: (outcome: RowOutcome) => number | null,
  stillThere: StillThere,
): Promise<{ earlier: ReadonlyMap<string, number>; gone: readonly number[] }> {
  const earlier = new Map<string, number>();
  const gone: number[] = [];
  for (let from = 0; from < digests.length; from += atOnce) {
    const rowDigest = { in: digests.slice(from, from + atOnce) };
    const where = { rowDigest, status: { notIn: ["refused", "cancelled"] } };
    const select = { id: true, rowDigest: true, jobId: true, cardId: true, userId: true } as const;
    const items = await db.bulkJobItem.findMany({ where, select });
    const made = items.flatMap((item) => madeOf(item) ?? []);
    const there = made.length > 0 ? await stillThere(db, made) : new Set<number>();
    for (const item of items) {
      const id = madeOf(item);
      if (id !== null && !there.has(id)) gone.push(item.id);
      else if (item.rowDigest !== null) earlier.set(item.rowDigest, item.jobId);
    }
  }
  return { earlier, gone };
}
