import type { ListQuery } from "@/lib/lists/list-query.ts";

/** The list rules of a row's history: pages only, newest first. */
export const historyRules = {
  filters: {},
  sorts: { happened: ["desc", "number"] },
  searched: false,
} as const;

export type HistoryQuery = ListQuery<typeof historyRules>;
