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

/** Records that the verb ran here. It is done, unless its operation is pending. */
export function setRun(job: ClaimedJob, itemId: number, answer: BulkAnswer): Promise<unknown> {
  const change =
    "operationId" in answer
      ? ({ status: "running", cardId: answer.cardId, operationId: answer.operationId } as const)
      : ({ status: "done", userId: answer.userId } as const);
  return setItems(job, [itemId], "waiting", change);
}

/** Records the result of items that still have the given status. */
export function setItems(
  { accountId }: ClaimedJob,
  itemIds: readonly number[],
  before: "waiting" | "running",
  change: {
    status: BulkJobItemStatus;
    message?: string;
    cardId?: number;
    userId?: number;
    operationId?: number;
  },
): Promise<unknown> {
  const where = { id: { in: [...itemIds] }, status: before };
  return inTransaction({ accountId }, (tx) =>
    tx.bulkJobItem.updateMany({ where, data: { ...change, updatedAt: new Date() } }),
  );
}
