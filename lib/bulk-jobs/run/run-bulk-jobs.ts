import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { inAccount } from "@/lib/db/transaction.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { askItems } from "./ask-items.ts";
import { askerOf } from "./asker-of.ts";
import { endBulkJob } from "./end-bulk-job.ts";
import { endWaitingItems } from "./end-waiting-items.ts";
import { settleItems } from "./settle-items.ts";
import { type TakenJob, takeBulkJobs } from "./take-bulk-jobs.ts";

// What the issuer handles in three seconds. Enough that the issuer never idles between two rounds,
// and few enough that a person's own request, when it is retried, is not far behind.
const mostAsked = 48;

const thisWorker = `${hostname().slice(0, 40)}:${process.pid}:${randomUUID()}`;

/** Runs the next part of every job that no other worker has. The businesses share what can wait for
 *  the issuer at one time, and the jobs of a business share its part. Call it repeatedly. */
export async function runBulkJobs(worker = thisWorker): Promise<void> {
  const jobs = await takeBulkJobs(worker);
  if (jobs.length > 0) crashPoint("bulk-taken", "bulk");
  const shares = sharesOf(jobs);
  await Promise.all(
    jobs.map((job) =>
      advance(job, shares.get(job) ?? 1).catch((error: unknown) =>
        log().error({ error, jobId: job.id }, "bulk: a job could not go on"),
      ),
    ),
  );
}

function sharesOf(jobs: readonly TakenJob[]): Map<TakenJob, number> {
  const perAccount = new Map<number, number>();
  for (const { accountId } of jobs) perAccount.set(accountId, (perAccount.get(accountId) ?? 0) + 1);
  const share = ({ accountId }: TakenJob) => mostAsked / perAccount.size / (perAccount.get(accountId) ?? 1);
  return new Map(jobs.map((job) => [job, Math.max(1, Math.floor(share(job)))]));
}

async function advance(job: TakenJob, most: number): Promise<void> {
  const asked = await settleItems(job);
  const asker = await askerOf(job);
  if (job.status === "cancelling")
    await endWaitingItems(job, "cancelled", "Canceled before it started.", mostAsked);
  else if ("refusal" in asker) await endWaitingItems(job, "refused", asker.refusal, mostAsked);
  else await askItems(job, asker, most - asked);
  if (!(await hasItemsLeft(job))) await endBulkJob(job);
  crashPoint("bulk-round", job.verb);
}

function hasItemsLeft({ id: jobId, accountId }: TakenJob): Promise<boolean> {
  return inAccount(accountId, async (db) => {
    const where = { jobId, status: { in: ["waiting", "asked"] } };
    return (await db.bulkJobItem.findFirst({ where, select: { id: true } })) !== null;
  });
}
