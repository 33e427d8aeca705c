import type { Actor } from "@/lib/auth/actor.ts";
import { lastFourText } from "@/lib/cards/card.ts";
import { byteOrderMark, csvLine } from "@/lib/csv/write-csv.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import { readAs } from "@/lib/read.ts";
import { inOneOfFew } from "@/lib/request-limits/in-one-of-few.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { type BulkJobItemStatus, itemStatusLabels } from "./bulk-job.ts";

const header = ["Number", "Holder email", "Memo", "Last four", "Result", "Why"];
const itemsInStep = 100;

/** Writes the result of each card of a bulk job so far as CSV, in pieces: its holder, and the
 *  reason when it was not done. Needs bulk-job.see. Throws NOT_FOUND when the job is not the
 *  business's. */
export async function bulkJobResult(actor: Actor, jobId: number): Promise<AsyncGenerator<string>> {
  await spend(actor, "export");
  await readAs(actor, "bulk-job.see", async (db) => {
    if (!(await db.bulkJob.findFirst({ where: { id: jobId }, select: { id: true } })))
      throw noRow("BulkJob", jobId);
  });
  return inOneOfFew(actor.homeAccountId, pieces(actor, jobId));
}

async function* pieces(actor: Actor, jobId: number): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header);
  for (let place = 0; ; ) {
    const { lines, last } = await readAs(actor, "bulk-job.see", (db) => linesBehind(db, jobId, place));
    if (last === undefined) return;
    yield lines;
    place = last;
  }
}

async function linesBehind(
  db: Reader,
  jobId: number,
  place: number,
): Promise<{ lines: string; last: number | undefined }> {
  const items = await db.bulkJobItem.findMany({
    where: { jobId, place: { gt: place } },
    orderBy: { place: "asc" },
    take: itemsInStep,
  });
  const cardIds = items.flatMap(({ cardId }) => cardId ?? []);
  const cards = cardIds.length
    ? await db.card.findMany({
        where: { id: { in: cardIds } },
        select: { id: true, userId: true, memo: true, lastFour: true },
      })
    : [];
  const asked = items.map((item) => {
    const card = cards.find(({ id }) => id === item.cardId);
    const { userId, memo } = JSON.parse(openField("BulkJobItem", item, "input") ?? "{}") as {
      userId?: number;
      memo?: string;
    };
    return {
      item,
      userId: card?.userId ?? userId,
      memo: card?.memo ?? memo ?? null,
      lastFour: card?.lastFour ?? null,
    };
  });
  const userIds = [...new Set(asked.flatMap(({ userId }) => userId ?? []))];
  const users = userIds.length
    ? await db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, email: true } })
    : [];
  const emails = new Map(users.map(({ id, email }) => [id, email]));
  const lines = asked.map(({ item, userId, memo, lastFour }) =>
    csvLine([
      item.place,
      emails.get(userId ?? 0) ?? null,
      memo,
      lastFour && lastFourText(lastFour),
      itemStatusLabels[item.status as BulkJobItemStatus],
      item.message,
    ]),
  );
  return { lines: lines.join(""), last: items.at(-1)?.place };
}
