import type { Row } from "@/lib/db/schema.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { claim, findDue, type Queue, renew } from "@/lib/outbox/claim.ts";
import type { BulkJobStatus, BulkVerb } from "../bulk-job.ts";

/** A job that this worker holds. */
export interface ClaimedJob {
  readonly id: number;
  readonly accountId: number;
  readonly userId: number;
  /** The API key that started it, if one did. */
  readonly apiKeyId: number | null;
  readonly verb: BulkVerb;
  /** The part of the verb's input that is the same for every card. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: Extract<BulkJobStatus, "running" | "cancelling">;
  readonly version: number;
  readonly owner: string;
  readonly heldUntil: Date;
}

const jobQueue: Queue<"BulkJob"> = {
  model: "BulkJob",
  statuses: ["running", "cancelling"],
  leaseMilliseconds: 30_000,
  maxAheadMilliseconds: 60_000,
};
const renewAfterMilliseconds = 10_000;
// A command takes less time. If it starts while this much of the lease is left, it ends before
// another worker may claim the job.
const commandMilliseconds = 15_000;
const maxClaimed = 500;

/** Claims the jobs that have work left and that no other live worker holds. Keeps those that this
 *  worker holds already. */
export async function claimBulkJobs(owner: string): Promise<ClaimedJob[]> {
  const due = (await findDue(jobQueue, maxClaimed, ["id"])).map(({ id }) => id);
  const kept = await keepHeld(owner, due);
  const claimed = due.length === 0 ? [] : await claim(jobQueue, { id: { in: due } }, owner);
  return [...kept, ...claimed]
    .sort((a, b) => a.id - b.id)
    .map(({ id, accountId, userId, apiKeyId, verb, input, status, version, nextAttemptAt }) => ({
      ...{ id, accountId, userId, apiKeyId, version, owner },
      verb: verb as BulkVerb,
      input: JSON.parse(input),
      status: status as ClaimedJob["status"],
      heldUntil: nextAttemptAt,
    }));
}

async function keepHeld(owner: string, due: readonly number[]): Promise<Row<"BulkJob">[]> {
  const held = await acrossAccounts((db) =>
    db.bulkJob.findMany({
      where: { leaseOwner: owner, status: { in: [...jobQueue.statuses] }, id: { notIn: [...due] } },
      take: maxClaimed,
    }),
  );
  const kept: Row<"BulkJob">[] = [];
  for (const job of held) {
    const left = job.nextAttemptAt.getTime() - Date.now();
    const isFresh = left > jobQueue.leaseMilliseconds - renewAfterMilliseconds;
    const nextAttemptAt = isFresh ? job.nextAttemptAt : await renew(jobQueue, { id: job.id, owner });
    if (nextAttemptAt) kept.push({ ...job, nextAttemptAt });
  }
  return kept;
}

/** Whether this worker holds the job for long enough to process another card. */
export function hasTime({ heldUntil }: ClaimedJob): boolean {
  return heldUntil.getTime() - Date.now() > commandMilliseconds;
}
