import type { ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The filters and sorts of the list of users. */
export const userListRules = {
  filters: {
    role: words.User.role,
    status: { several: words.User.status },
    /** Only removed people, who are in the list in no other way. */
    removed: ["yes"],
  },
  sorts: { name: ["asc", "text"], created: ["desc", "number"] },
  searched: true,
} as const;

export type UserListQuery = ListQuery<typeof userListRules>;
