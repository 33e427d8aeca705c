import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import type { BulkJobStatus, BulkVerb } from "../bulk-job.ts";

/** A job that this worker holds. */
export interface TakenJob {
  readonly id: number;
  readonly accountId: number;
  readonly userId: number;
  readonly verb: BulkVerb;
  /** The part of the verb's input that is the same for every card. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: Extract<BulkJobStatus, "running" | "cancelling">;
  readonly version: number;
  readonly owner: string;
  readonly leaseUntil: Date;
}

const leaseMilliseconds = 30_000;
const renewAfterMilliseconds = 10_000;
// A command takes less time. If it starts while this much of the lease is left, it ends before
// another worker may take the job.
const commandMilliseconds = 15_000;
// No lease ends later. A later time was written before the clock was set back.
const furthestMilliseconds = 60_000;
const mostTaken = 500;

/** Claims the jobs that have work left and that no other live worker has. Keeps those that this
 *  worker already has. */
export async function takeBulkJobs(owner: string): Promise<TakenJob[]> {
  const now = new Date();
  const free = [
    { leaseOwner: null },
    { leaseUntil: { lte: now } },
    { leaseUntil: { gt: new Date(now.getTime() + furthestMilliseconds) } },
    { leaseOwner: owner },
  ];
  const due = await acrossAccounts((db) =>
    db.bulkJob.findMany({
      where: { status: { in: ["running", "cancelling"] }, OR: free },
      orderBy: { id: "asc" },
      take: mostTaken,
    }),
  );
  const taken: TakenJob[] = [];
  for (const { id, accountId, userId, verb, input, status, version, leaseOwner, leaseUntil } of due) {
    const isFresh =
      leaseOwner === owner &&
      leaseUntil !== null &&
      leaseUntil.getTime() - now.getTime() > leaseMilliseconds - renewAfterMilliseconds;
    const until = isFresh ? leaseUntil : await lease(id, owner, free, now);
    if (!until) continue;
    const job = { id, accountId, userId, version, owner, leaseUntil: until };
    taken.push({
      ...job,
      verb: verb as BulkVerb,
      status: status as TakenJob["status"],
      input: JSON.parse(input),
    });
  }
  return taken;
}

async function lease(id: number, owner: string, free: object[], now: Date): Promise<Date | undefined> {
  const leaseUntil = new Date(now.getTime() + leaseMilliseconds);
  const { count } = await inTransaction("across", (tx) =>
    tx.bulkJob.updateMany({
      where: { id, status: { in: ["running", "cancelling"] }, OR: free },
      data: { leaseOwner: owner, leaseUntil },
    }),
  );
  return count === 1 ? leaseUntil : undefined;
}

/** Whether this worker holds the job for long enough to process another card. */
export function hasTime({ leaseUntil }: TakenJob): boolean {
  return leaseUntil.getTime() - Date.now() > commandMilliseconds;
}
