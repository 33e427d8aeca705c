import { bulkJobListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { bulkJobFactsShape, bulkJobRowShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { listBulkJobs, readBulkJob } from "@/lib/bulk-jobs/queries";
import { startBulkJob } from "@/lib/bulk-jobs/start-bulk-job";
import { pageOf } from "@/lib/fields/shape";
import { creating } from "@/lib/http/creating";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";

export const GET = described(
  {
    name: "bulk-job.list",
    summary: "Lists the bulk jobs of the business.",
    list: bulkJobListRules,
    answers: { 200: pageOf(bulkJobRowShape) },
  },
  async ({ actor, query }) => json(await listBulkJobs(actor, parseListQuery(bulkJobListRules, query))),
);

export const POST = creating(
  startBulkJob,
  { summary: "Starts a job that applies one command to many cards.", answer: bulkJobFactsShape },
  (actor, { jobId }) => readBulkJob(actor, jobId),
);
