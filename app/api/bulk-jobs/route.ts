import { creating } from "@/lib/api/creating";
import { described } from "@/lib/api/described";
import { bulkJobListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { bulkJobFactsShape, bulkJobRowShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { listBulkJobs, readBulkJob } from "@/lib/bulk-jobs/queries";
import { startBulkJob } from "@/lib/bulk-jobs/start-bulk-job";
import { json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";
import { pageOf } from "@/lib/shape";

export const GET = described(
  {
    name: "bulk-job.list",
    summary: "The bulk jobs of one's business.",
    list: bulkJobListRules,
    answers: { 200: pageOf(bulkJobRowShape) },
  },
  async ({ actor, query }) => json(await listBulkJobs(actor, parseListQuery(bulkJobListRules, query))),
);

export const POST = creating(
  startBulkJob,
  { summary: "Starts a job that does one verb to many cards.", answer: bulkJobFactsShape },
  (actor, { jobId }) => readBulkJob(actor, jobId),
);
