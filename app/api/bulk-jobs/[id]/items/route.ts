import { described } from "@/lib/api/described";
import { bulkJobItemListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { bulkJobItemShape } from "@/lib/bulk-jobs/bulk-job-shapes";
import { listBulkJobItems } from "@/lib/bulk-jobs/queries";
import { json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";
import { pageOf } from "@/lib/shape";

export const GET = described(
  {
    name: "bulk-job.items",
    summary: "The cards of a bulk job, each with what came of it.",
    list: bulkJobItemListRules,
    answers: { 200: pageOf(bulkJobItemShape) },
  },
  async ({ actor, id, query }) =>
    json(await listBulkJobItems(actor, id, parseListQuery(bulkJobItemListRules, query))),
);
