import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Cancels the rest of a job. Queued cards are left as they are. Cards already sent to the issuer
 *  get their answer first. Throws RULE_BROKEN for a job that is not running. */
export const cancelBulkJob = command({
  name: "bulk-job.cancel",
  input: z.strictObject({ jobId: rowId }),
  async run({ db, input: { jobId } }) {
    const job = await db.findForUpdate("BulkJob", jobId);
    if (job.status === "cancelling") throw new AppError("RULE_BROKEN", "This job is already being canceled.");
    if (job.status !== "running") throw new AppError("RULE_BROKEN", "This job has already finished.");
    await db.update("BulkJob", job, { status: "cancelling" });
    return { jobId };
  },
});
