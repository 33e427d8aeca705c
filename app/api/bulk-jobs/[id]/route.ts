import { bulkJobFactsShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { readBulkJob } from "@/lib/bulk-jobs/queries";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const GET = described(
  {
    name: "bulk-job.read",
    summary: "Returns a bulk job and its progress.",
    answers: { 200: bulkJobFactsShape },
  },
  async ({ actor, id }) => json(await readBulkJob(actor, id)),
);
