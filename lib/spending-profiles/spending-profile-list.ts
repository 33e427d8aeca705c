import type { ListQuery } from "@/lib/lists/list-query.ts";

/** The filters and sorts of the list of spending profiles. */
export const spendingProfileListRules = {
  filters: {},
  sorts: { name: ["asc", "text"] },
  searched: false,
} as const;

export type SpendingProfileListQuery = ListQuery<typeof spendingProfileListRules>;
