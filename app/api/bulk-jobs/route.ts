import { bulkJobListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { bulkJobFactsShape, bulkJobRowShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { listBulkJobs, readBulkJob } from "@/lib/bulk-jobs/queries";
import { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job";
import { creating } from "@/lib/http/creating";
import { listing } from "@/lib/http/listing";

export const GET = listing(
  bulkJobListRules,
  { name: "bulk-job.list", summary: "Lists the bulk jobs of the business.", row: bulkJobRowShape },
  ({ actor }, query) => listBulkJobs(actor, query),
);

export const POST = creating(
  startBulkJob,
  { summary: "Starts a job that applies one command to many cards.", answer: bulkJobFactsShape },
  (actor, { jobId }) => readBulkJob(actor, jobId),
);
