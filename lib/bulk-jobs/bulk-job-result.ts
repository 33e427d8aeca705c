import type { Actor } from "@/lib/auth/actor.ts";
import { lastFourText } from "@/lib/cards/card.ts";
import { byteOrderMark, csvLine } from "@/lib/csv/write-csv.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Role } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { inOneOfFew } from "@/lib/request-limits/in-one-of-few.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { roleLabels } from "@/lib/users/user.ts";
import { type BulkJobItemStatus, itemStatusLabels } from "./bulk-job.ts";
import { invitedIn } from "./rows/invited-person.ts";

const cardHeader = ["Number", "Holder email", "Memo", "Last four", "Result", "Why"];
const personHeader = ["Number", "Name", "Email", "Role", "Result", "Why"];
const itemsInStep = 100;

/** Writes the result of each card of a bulk job so far as CSV, in pieces: its holder, and the
 *  reason when it was not done. Needs bulk-job.see. Throws NOT_FOUND when the job is not the
 *  business's. */
export async function bulkJobResult(actor: Actor, jobId: number): Promise<AsyncGenerator<string>> {
  await spend(actor, "export");
  const verb = await readAs(actor, "bulk-job.see", async (db) => {
    const job = await db.bulkJob.findFirst({ where: { id: jobId }, select: { verb: true } });
    if (!job) throw noRow("BulkJob", jobId);
    return job.verb;
  });
  return inOneOfFew(actor.homeAccountId, pieces(actor, jobId, verb === "user.create"));
}

async function* pieces(actor: Actor, jobId: number, isOfPeople: boolean): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(isOfPeople ? personHeader : cardHeader);
  for (let place = 0; ; ) {
    const items = await readAs(actor, "bulk-job.see", async (db) => {
      const found = await itemsBehind(db, jobId, place);
      return {
        last: found.at(-1)?.place,
        lines: isOfPeople ? found.map(personLine) : await cardLines(db, found),
      };
    });
    if (items.last === undefined) return;
    yield items.lines.join("");
    place = items.last;
  }
}

const itemsBehind = (db: Reader, jobId: number, place: number) =>
  db.bulkJobItem.findMany({
    where: { jobId, place: { gt: place } },
    orderBy: { place: "asc" },
    take: itemsInStep,
  });

type Item = Awaited<ReturnType<typeof itemsBehind>>[number];

const resultOf = ({ status, message }: Item) => [itemStatusLabels[status as BulkJobItemStatus], message];

function personLine(item: Item): string {
  const { name, email, role } = invitedIn(item);
  return csvLine([item.place, name, email, roleLabels[role as Role] ?? role, ...resultOf(item)]);
}

async function cardLines(db: Reader, items: readonly Item[]): Promise<string[]> {
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
  return asked.map(({ item, userId, memo, lastFour }) =>
    csvLine([
      item.place,
      emails.get(userId ?? 0) ?? null,
      memo,
      lastFour && lastFourText(lastFour),
      ...resultOf(item),
    ]),
  );
}
