import { bulkJobItemListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { bulkJobItemShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { listBulkJobItems } from "@/lib/bulk-jobs/queries";
import { listing } from "@/lib/http/listing";

export const GET = listing(
  bulkJobItemListRules,
  {
    name: "bulk-job.items",
    summary: "Lists the cards of a bulk job with their results.",
    row: bulkJobItemShape,
  },
  ({ actor, id }, query) => listBulkJobItems(actor, id, query),
);
