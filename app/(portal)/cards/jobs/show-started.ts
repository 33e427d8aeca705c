import type { Actor } from "@/lib/auth/actor";
import { waitForBulkJob } from "@/lib/bulk-jobs/wait-for-bulk-job";
import type { Done } from "@/lib/http/server-action";
import { resultText } from "./job-text";

const few = 20;
const waitAtMost = 3_000;

/** Decides where to go after a job was started. For a few cards, it waits and shows the result.
 *  For many, it opens the job's page. */
export async function showStarted(
  { jobId, total }: { jobId: number; total: number },
  _input: unknown,
  actor: Actor,
): Promise<Done> {
  const href = `/cards/jobs/${jobId}`;
  if (total > few) return { goTo: href };
  const job = await waitForBulkJob(actor, jobId, waitAtMost);
  return { message: resultText(job), href, ...(job.counts.refused > 0 && { tone: "warning" as const }) };
}
