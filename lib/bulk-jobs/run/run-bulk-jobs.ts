import { inAccount } from "@/lib/db/transaction.ts";
import { newOwner } from "@/lib/outbox/claim.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { type ClaimedJob, claimBulkJobs } from "./claim-bulk-jobs.ts";
import { finishBulkJob } from "./finish-bulk-job.ts";
import { finishItems } from "./finish-items.ts";
import { finishWaitingItems } from "./finish-waiting-items.ts";
import { readStarter } from "./read-starter.ts";
import { runItems } from "./run-items.ts";

// What the issuer handles in three seconds. Enough that the issuer never idles between two rounds,
// and few enough that a person's own request, when it is retried, is not far behind.
const maxRunning = 48;

const thisWorker = newOwner();

/** Runs the next part of every job that no other worker has. The businesses share what can wait for
 *  the issuer at one time, and the jobs of a business share its part. Call it repeatedly. */
export async function runBulkJobs(worker = thisWorker): Promise<void> {
  const jobs = await claimBulkJobs(worker);
  if (jobs.length > 0) crashPoint("bulk-claimed", "bulk");
  const shares = sharesOf(jobs);
  await Promise.all(
    jobs.map((job) =>
      advance(job, shares.get(job) ?? 1).catch((error: unknown) =>
        log().error({ error, jobId: job.id }, "bulk: a job could not go on"),
      ),
    ),
  );
}

function sharesOf(jobs: readonly ClaimedJob[]): Map<ClaimedJob, number> {
  const perAccount = new Map<number, number>();
  for (const { accountId } of jobs) perAccount.set(accountId, (perAccount.get(accountId) ?? 0) + 1);
  const share = ({ accountId }: ClaimedJob) =>
    maxRunning / perAccount.size / (perAccount.get(accountId) ?? 1);
  return new Map(jobs.map((job) => [job, Math.max(1, Math.floor(share(job)))]));
}

async function advance(job: ClaimedJob, max: number): Promise<void> {
  const running = await finishItems(job);
  const starter = await readStarter(job);
  if (job.status === "cancelling")
    await finishWaitingItems(job, "cancelled", "Canceled before it started.", maxRunning);
  else if ("refusal" in starter) await finishWaitingItems(job, "refused", starter.refusal, maxRunning);
  else await runItems(job, starter, max - running);
  if (!(await hasItemsLeft(job))) await finishBulkJob(job);
  crashPoint("bulk-round", job.verb);
}

function hasItemsLeft({ id: jobId, accountId }: ClaimedJob): Promise<boolean> {
  return inAccount(accountId, async (db) => {
    const where = { jobId, status: { in: ["waiting", "running"] } };
    return (await db.bulkJobItem.findFirst({ where, select: { id: true } })) !== null;
  });
}
