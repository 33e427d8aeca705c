import type { Work } from "@/lib/command.ts";
import { connection } from "@/lib/db/client.ts";
import { sealFields } from "@/lib/db/encryption/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { type BulkVerb, maxItems } from "../bulk-job.ts";

/** One card of a new job: the existing card, the input for this card alone, or both. */
interface NewItem {
  readonly cardId?: number;
  readonly input?: object;
  /** Identifies equal rows of a file: SHA-256 in base64url. */
  readonly rowDigest?: string;
}

/** A new job. */
interface NewBulkJob {
  readonly verb: BulkVerb;
  /** The part of the verb's input that is the same for every card. */
  readonly input: object;
  readonly items: readonly NewItem[];
  /** The file that the items came from. */
  readonly fileName?: string;
}

const maxJobs = 20;

/** Starts a job within the transaction of a command. A worker processes its items one by one.
 *  Throws RULE_BROKEN when too many jobs are running, and DUPLICATE for a row that is in another
 *  job and was neither refused nor canceled there. */
export async function insertBulkJob(
  { db, actor, now }: Pick<Work<unknown>, "db" | "actor" | "now">,
  { verb, input, items, fileName }: NewBulkJob,
): Promise<{ jobId: number }> {
  if (actor.userId === null) throw new AppError("RULE_BROKEN", "Only a person can start a bulk job.");
  if (items.length < 1 || items.length > maxItems)
    throw new Error(`A job is about 1 to ${maxItems} cards, not ${items.length}`);
  // Two jobs started at the same time must count each other.
  await db.lockAccount();
  if ((await db.read.bulkJob.count({ where: { status: { in: ["running", "cancelling"] } } })) >= maxJobs)
    throw new AppError(
      "RULE_BROKEN",
      "Twenty bulk jobs of your business are running. Wait until one has ended.",
    );
  const job = await db.insert("BulkJob", {
    userId: actor.userId,
    apiKeyId: actor.apiKeyId,
    verb,
    input: JSON.stringify(input),
    total: items.length,
    nextAttemptAt: now,
    ...(fileName !== undefined && { fileName }),
  });
  await insertItems(actor.accountId, job.id, items, now);
  return { jobId: job.id };
}

/** Forgets which rows of a file these items came from, so that the rows can be issued again. */
export async function forgetRows(accountId: number, itemIds: readonly number[]): Promise<void> {
  for (let at = 0; at < itemIds.length; at += atOnce) {
    const ids = itemIds.slice(at, at + atOnce);
    await connection().plainSql(
      `UPDATE bulk_job_items SET row_digest = NULL WHERE account_id = ? AND id IN (${ids.map(() => "?").join(", ")})`,
      [accountId, ...ids],
    );
  }
}

const atOnce = 100;

// Few sizes, because the database keeps a prepared statement for each.
const sizes = [500, 50, 5, 1];

async function insertItems(
  accountId: number,
  jobId: number,
  items: readonly NewItem[],
  now: Date,
): Promise<void> {
  const at = now.toISOString().replace("Z", "+00:00");
  let place = 0;
  while (place < items.length) {
    const size = sizes.find((size) => size <= items.length - place) ?? 1;
    const values = items
      .slice(place, place + size)
      .flatMap((item, index) => [
        accountId,
        jobId,
        place + index + 1,
        item.cardId ?? null,
        sealed(accountId, item),
        item.rowDigest ?? null,
        at,
      ]);
    const rows = Array.from({ length: size }, () => "(?, ?, ?, ?, ?, ?, 'waiting', ?)").join(", ");
    await connection().plainSql(
      `INSERT INTO bulk_job_items (account_id, job_id, place, card_id, input, row_digest, status, updated_at) VALUES ${rows}`,
      values,
    );
    place += size;
  }
}

function sealed(accountId: number, { input }: NewItem): string | null {
  if (input === undefined) return null;
  return sealFields("BulkJobItem", accountId, { input: JSON.stringify(input) }).input as string;
}
