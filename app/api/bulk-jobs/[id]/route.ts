import { described } from "@/lib/api/described";
import { bulkJobFactsShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { readBulkJob } from "@/lib/bulk-jobs/queries";
import { json } from "@/lib/http";

export const GET = described(
  { name: "bulk-job.read", summary: "A bulk job, and how far it is.", answers: { 200: bulkJobFactsShape } },
  async ({ actor, id }) => json(await readBulkJob(actor, id)),
);
