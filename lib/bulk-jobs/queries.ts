import type { Actor } from "@/lib/auth/actor.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, prismaSource, readPage } from "@/lib/lists/list-page.ts";
import type { ListQuery } from "@/lib/lists/list-query.ts";
import { readAs } from "@/lib/read.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import type { BulkJobItemStatus, BulkJobStatus, BulkVerb } from "./bulk-job.ts";
import type { bulkJobItemListRules, bulkJobListRules } from "./bulk-job-list.ts";
import type {
  bulkJobFactsShape,
  bulkJobItemShape,
  bulkJobRowShape,
  itemCountsShape,
} from "./bulk-job-shapes.ts";
import { invitedIn } from "./rows/invited-person.ts";

/** A bulk job in a list. */
export type BulkJobRow = Shape<typeof bulkJobRowShape>;

const listed = {
  id: true,
  verb: true,
  status: true,
  total: true,
  user: { select: { id: true, name: true } },
  fileName: true,
  createdAt: true,
  endedAt: true,
} as const;

type Listed = Pick<
  Row<"BulkJob">,
  "id" | "verb" | "status" | "total" | "fileName" | "createdAt" | "endedAt"
> & {
  user: { id: number; name: string };
};

/** A page of the bulk jobs of the actor's business. Needs bulk-job.see. */
export function listBulkJobs(
  actor: Actor,
  query: ListQuery<typeof bulkJobListRules>,
): Promise<Page<BulkJobRow>> {
  return readAs(actor, "bulk-job.see", async (db) => {
    const source = prismaSource<Listed>(db.bulkJob, {
      where: query.filters,
      select: listed,
      fields: { created: "createdAt" },
    });
    const page = await readPage(query, source);
    const failed = await countFailed(
      db,
      page.rows.map(({ id }) => id),
    );
    return { ...page, rows: page.rows.map((job) => rowOf(job, failed.get(job.id) ?? 0)) };
  });
}

async function countFailed(db: Reader, jobIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (jobIds.length === 0) return new Map();
  const counts = await db.bulkJobItem.groupBy({
    by: ["jobId"],
    where: { jobId: { in: [...jobIds] }, status: "refused" },
    _count: true,
  });
  return new Map(counts.map(({ jobId, _count }) => [jobId, _count]));
}

const rowOf = ({ user, verb, status, createdAt, endedAt, ...rest }: Listed, failed: number): BulkJobRow => ({
  ...rest,
  failed,
  verb: verb as BulkVerb,
  status: status as BulkJobStatus,
  askedBy: user,
  createdAt: createdAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

/** How many cards of a job are in each status. */
export type ItemCounts = Shape<typeof itemCountsShape>;

/** All the details of a bulk job. */
export type BulkJobFacts = Shape<typeof bulkJobFactsShape>;

/** A bulk job with its progress. Needs bulk-job.see. Throws NOT_FOUND when it is not the
 *  business's. */
export function readBulkJob(actor: Actor, jobId: number): Promise<BulkJobFacts> {
  return readAs(actor, "bulk-job.see", async (db) => {
    const job = await db.bulkJob.findFirst({ where: { id: jobId }, select: { ...listed, input: true } });
    if (!job) throw noRow("BulkJob", jobId);
    const { input, ...row } = job;
    const counts = await countItems(db, jobId);
    const { reason = null } = JSON.parse(input) as { reason?: string };
    return { ...rowOf(row, counts.refused), reason, counts, secondsLeft: secondsLeftOf(row, counts) };
  });
}

async function countItems(db: Reader, jobId: number): Promise<ItemCounts> {
  const counts: [string, number][] = [];
  for (const status of words.BulkJobItem.status)
    counts.push([status, await db.bulkJobItem.count({ where: { jobId, status } })]);
  return Object.fromEntries(counts) as ItemCounts;
}

function secondsLeftOf(
  { status, createdAt }: Listed,
  { waiting, running, done, refused }: ItemCounts,
): number | null {
  if (status !== "running" || done + refused === 0) return null;
  const seconds = (Date.now() - createdAt.getTime()) / 1_000;
  return Math.max(1, Math.round(((waiting + running) * seconds) / (done + refused)));
}

/** One card of a bulk job, and its result. The card is null until one was issued. */
export type BulkJobItemRow = Shape<typeof bulkJobItemShape>;

const listedItem = {
  id: true,
  place: true,
  status: true,
  message: true,
  accountId: true,
  input: true,
  userId: true,
  card: { select: { id: true, memo: true, lastFour: true, user: { select: { name: true } } } },
} as const;

type ListedItem = Pick<
  Row<"BulkJobItem">,
  "id" | "place" | "status" | "message" | "accountId" | "input" | "userId"
> & {
  card: { id: number; memo: string; lastFour: string | null; user: { name: string } } | null;
};

/** A page of the cards of a bulk job, in their order. Needs bulk-job.see. Throws NOT_FOUND when it
 *  is not the business's. */
export function listBulkJobItems(
  actor: Actor,
  jobId: number,
  query: ListQuery<typeof bulkJobItemListRules>,
): Promise<Page<BulkJobItemRow>> {
  return readAs(actor, "bulk-job.see", async (db) => {
    const job = await db.bulkJob.findFirst({ where: { id: jobId }, select: { verb: true } });
    if (!job) throw noRow("BulkJob", jobId);
    const where = { jobId, ...query.filters };
    const source = prismaSource<ListedItem>(db.bulkJobItem, {
      where,
      select: listedItem,
      fields: { place: "place" },
    });
    const page = await readPage(query, source);
    return { ...page, rows: page.rows.map((item) => itemOf(item, job.verb === "user.create")) };
  });
}

function itemOf(item: ListedItem, isPerson: boolean): BulkJobItemRow {
  const { id, place, status, message, card, userId } = item;
  const person = isPerson ? { id: userId, ...invitedIn(item) } : null;
  return {
    id,
    place,
    status: status as BulkJobItemStatus,
    message,
    card: card && { id: card.id, memo: card.memo, lastFour: card.lastFour, holderName: card.user.name },
    person: person && { id: person.id, name: person.name, email: person.email },
  };
}
