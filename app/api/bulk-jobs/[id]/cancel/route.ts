import { bulkJobFactsShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { cancelBulkJob } from "@/lib/bulk-jobs/cancel-bulk-job";
import { readBulkJob } from "@/lib/bulk-jobs/queries";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const POST = described(
  {
    command: cancelBulkJob,
    summary: "Cancels the cards of a bulk job that have not started.",
    addressed: "jobId",
    answers: { 202: bulkJobFactsShape },
  },
  async ({ actor, id, body, options }) => {
    await cancelBulkJob(actor, { ...body, jobId: id }, options);
    return json(await readBulkJob(actor, id), 202);
  },
);
