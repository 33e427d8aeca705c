import { release } from "@/lib/outbox/claim.ts";
import type { ClaimedJob } from "./claim-bulk-jobs.ts";

/** Finishes a job when every card has its answer. If the job was changed meanwhile, the next round
 *  finishes it. */
export async function finishBulkJob({ id, owner, status, version }: ClaimedJob): Promise<void> {
  const result = { endedAt: new Date(), status: status === "running" ? "done" : "cancelled" };
  await release("BulkJob", { id, owner }, result, { status, version });
}
