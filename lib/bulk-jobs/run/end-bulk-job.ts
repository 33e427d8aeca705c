import { inTransaction } from "@/lib/db/transaction.ts";
import type { TakenJob } from "./take-bulk-jobs.ts";

/** Ends a job when every card has its answer. If the job was changed meanwhile, the next round ends
 *  it. */
export async function endBulkJob({ id, accountId, owner, status, version }: TakenJob): Promise<void> {
  const now = new Date();
  const ended = { endedAt: now, leaseOwner: null, leaseUntil: null, updatedAt: now, version: version + 1 };
  await inTransaction({ accountId }, (tx) =>
    tx.bulkJob.updateMany({
      where: { id, leaseOwner: owner, status, version },
      data: { ...ended, status: status === "running" ? "done" : "cancelled" },
    }),
  );
}
