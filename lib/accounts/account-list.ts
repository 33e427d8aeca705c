import type { ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** What the operators' list of businesses can be asked for. */
export const accountListRules = {
  filters: { status: words.Account.status },
  sorts: { name: ["asc", "text"], created: ["desc", "number"] },
  searched: true,
} as const;

export type AccountListQuery = ListQuery<typeof accountListRules>;
