import type { ListQuery } from "@/lib/lists/list-query.ts";

/** What the list of spending profiles can be asked for. */
export const spendingProfileListRules = {
  filters: {},
  sorts: { name: ["asc", "text"] },
  searched: false,
} as const;

export type SpendingProfileListQuery = ListQuery<typeof spendingProfileListRules>;
