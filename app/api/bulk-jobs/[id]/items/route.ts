import { bulkJobItemListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { bulkJobItemShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { listBulkJobItems } from "@/lib/bulk-jobs/queries";
import { pageOf } from "@/lib/fields/shape";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";

export const GET = described(
  {
    name: "bulk-job.items",
    summary: "Lists the cards of a bulk job with their results.",
    list: bulkJobItemListRules,
    answers: { 200: pageOf(bulkJobItemShape) },
  },
  async ({ actor, id, query }) =>
    json(await listBulkJobItems(actor, id, parseListQuery(bulkJobItemListRules, query))),
);
