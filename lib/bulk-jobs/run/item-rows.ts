import { inAccount, inTransaction } from "@/lib/db/transaction.ts";
import type { BulkAnswer } from "../bulk-commands.ts";
import type { BulkJobItemStatus } from "../bulk-job.ts";
import type { ClaimedJob } from "./claim-bulk-jobs.ts";

/** The idempotency key for the verb on an item's card, so that it is done once. */
export const itemKey = (itemId: number) => `bulk:${itemId}`;

/** The first items of a job that have not started, in order. */
export function firstWaiting({ id: jobId, accountId }: ClaimedJob, max: number) {
  return inAccount(accountId, (db) =>
    db.bulkJobItem.findMany({ where: { jobId, status: "waiting" }, orderBy: { place: "asc" }, take: max }),
  );
}

/** Records that the verb ran here, and its pending operation. */
export function setRunning(
  job: ClaimedJob,
  itemId: number,
  { cardId, operationId }: BulkAnswer,
): Promise<unknown> {
  return setItems(job, [itemId], "waiting", { status: "running", cardId, operationId });
}

/** Records the result of items that still have the given status. */
export function setItems(
  { accountId }: ClaimedJob,
  itemIds: readonly number[],
  before: "waiting" | "running",
  change: { status: BulkJobItemStatus; message?: string; cardId?: number; operationId?: number },
): Promise<unknown> {
  const where = { id: { in: [...itemIds] }, status: before };
  return inTransaction({ accountId }, (tx) =>
    tx.bulkJobItem.updateMany({ where, data: { ...change, updatedAt: new Date() } }),
  );
}
