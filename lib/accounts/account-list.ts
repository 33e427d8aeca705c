import type { ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The filters and sorts of the operators' list of businesses. */
export const accountListRules = {
  filters: { status: { several: words.Account.status } },
  sorts: { name: ["asc", "text"], created: ["desc", "number"] },
  searched: true,
} as const;

export type AccountListQuery = ListQuery<typeof accountListRules>;
