import type { Reader } from "@/lib/db/transaction.ts";

const atOnce = 100;

/** Looks up rows by their digests in earlier jobs, unless they were refused or canceled there.
 *  `earlier` is the job of each row whose card is there or will be. `gone` are the items of the rows
 *  whose card was closed or deleted. */
export async function findEarlierRows(
  db: Reader,
  digests: readonly string[],
): Promise<{ earlier: ReadonlyMap<string, number>; gone: readonly number[] }> {
  const earlier = new Map<string, number>();
  const gone: number[] = [];
  for (let from = 0; from < digests.length; from += atOnce) {
    const rowDigest = { in: digests.slice(from, from + atOnce) };
    const where = { rowDigest, status: { notIn: ["refused", "cancelled"] } };
    const select = { id: true, rowDigest: true, jobId: true, cardId: true } as const;
    const items = await db.bulkJobItem.findMany({ where, select });
    const open = await openCards(
      db,
      items.flatMap(({ cardId }) => cardId ?? []),
    );
    for (const { id, rowDigest, jobId, cardId } of items) {
      if (cardId !== null && !open.has(cardId)) gone.push(id);
      else if (rowDigest !== null) earlier.set(rowDigest, jobId);
    }
  }
  return { earlier, gone };
}

async function openCards(db: Reader, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const where = { id: { in: [...ids] }, status: { not: "inactive" } };
  const cards = await db.card.findMany({ where, select: { id: true } });
  return new Set(cards.map(({ id }) => id));
}
