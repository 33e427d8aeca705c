import { described } from "@/lib/api/described";
import { bulkJobFactsShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { cancelBulkJob } from "@/lib/bulk-jobs/cancel-bulk-job";
import { readBulkJob } from "@/lib/bulk-jobs/queries";
import { json } from "@/lib/http";

export const POST = described(
  {
    command: cancelBulkJob,
    summary: "Cancels the rest of a bulk job; what the issuer was told of ends first.",
    addressed: "jobId",
    answers: { 202: bulkJobFactsShape },
  },
  async ({ actor, id, body, options }) => {
    await cancelBulkJob(actor, { ...body, jobId: id }, options);
    return json(await readBulkJob(actor, id), 202);
  },
);
