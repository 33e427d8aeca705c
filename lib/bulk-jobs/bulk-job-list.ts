import { words } from "@/prisma/generated/schema-map.ts";

/** What the list of bulk jobs can be asked for. */
export const bulkJobListRules = {
  filters: { status: words.BulkJob.status, verb: words.BulkJob.verb },
  sorts: { created: ["desc", "time"] },
  searched: false,
} as const;

/** What the list of the cards of a bulk job can be asked for. */
export const bulkJobItemListRules = {
  filters: { status: words.BulkJobItem.status },
  sorts: { place: ["asc", "number"] },
  searched: false,
} as const;
