import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor.ts";
import { type BulkJobFacts, readBulkJob } from "./queries.ts";

const pause = 150;

/** Returns a job as soon as it has ended, or as it is after the longest time a person would
 *  wait. */
export async function waitForBulkJob(
  actor: Actor,
  jobId: number,
  maxMilliseconds: number,
): Promise<BulkJobFacts> {
  const deadline = performance.now() + maxMilliseconds;
  for (;;) {
    const job = await readBulkJob(actor, jobId);
    if (job.endedAt !== null || performance.now() > deadline) return job;
    await wait(pause);
  }
}
