import { words } from "@/prisma/generated/schema-map.ts";

/** The filters and sorts of the list of bulk jobs. */
export const bulkJobListRules = {
  filters: { status: words.BulkJob.status, verb: words.BulkJob.verb },
  sorts: { created: ["desc", "time"] },
  searched: false,
} as const;

/** The filters and sorts of the list of a bulk job's cards. */
export const bulkJobItemListRules = {
  filters: { status: words.BulkJobItem.status },
  sorts: { place: ["asc", "number"] },
  searched: false,
} as const;
