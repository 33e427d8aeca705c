import type { ListQuery } from "@/lib/lists/list-query.ts";

/** What the history of a row can be asked for: pages of it, newest first. */
export const historyRules = {
  filters: {},
  sorts: { happened: ["desc", "number"] },
  searched: false,
} as const;

export type HistoryQuery = ListQuery<typeof historyRules>;
