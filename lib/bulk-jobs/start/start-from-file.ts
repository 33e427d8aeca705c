import type { Work } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import type { BulkVerb } from "../bulk-job.ts";
import type { ReadFile } from "../rows/check-rows.ts";
import { forgetRows, insertBulkJob } from "./insert-bulk-job.ts";

interface FileOrder<Input> {
  readonly verb: BulkVerb;
  readonly fileName: string;
  /** How many good rows the person was told of. */
  readonly expected: number;
  /** What a good row gives, in the plural. */
  readonly things: string;
  toJson(input: Input): object;
}

/** Starts a job for the good rows of a file, within the transaction of a command that has locked
 *  the account. When nothing is left because the rows were submitted before, the answer is the
 *  earlier job. Rows whose result is gone since are done again. Throws STALE when the number of
 *  good rows is not the expected one. */
export async function startFromFile<Input>(
  work: Pick<Work<unknown>, "db" | "actor" | "now">,
  { good, earlierJobId, gone }: Pick<ReadFile<string, Input>, "good" | "earlierJobId" | "gone">,
  { verb, fileName, expected, things, toJson }: FileOrder<Input>,
): Promise<{ jobId: number; isEarlier: boolean }> {
  if (earlierJobId !== null) return { jobId: earlierJobId, isEarlier: true };
  if (good.length !== expected)
    throw new AppError(
      "STALE",
      `The file now gives ${good.length} ${things}, not ${expected}. Check it again.`,
    );
  await forgetRows(work.actor.accountId, gone);
  const items = good.map(({ input, digest }) => ({ input: toJson(input), rowDigest: digest }));
  const { jobId } = await insertBulkJob(work, { verb, input: {}, items, fileName });
  return { jobId, isEarlier: false };
}
