import { bulkJobCheckShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { bulkJobCheck, checkBulkJob } from "@/lib/bulk-jobs/start/check-bulk-job";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const POST = described(
  {
    name: "bulk-job.check",
    summary: "Returns which cards a bulk job would change and which it would skip. Changes nothing.",
    body: bulkJobCheck,
    answers: { 200: bulkJobCheckShape },
  },
  async ({ actor, body }) => json(await checkBulkJob(actor, body)),
);
