import type { ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The filters and sorts of the list of users. */
export const userListRules = {
  filters: {
    role: words.User.role,
    status: { several: words.User.status },
    /** Only removed people, who are in the list in no other way. */
    removed: ["yes"],
    lastSignIn: ["never", "last-30-days", "not-in-30-days", "not-in-90-days"],
    /** Only people whose sign-in is paused now. */
    paused: ["yes"],
    /** People who have a second factor, have none, or have none though they must. */
    secondFactor: ["has", "none", "missing"],
    /** Invited people whose link still works, or not any more. */
    invitation: ["open", "expired"],
  },
  sorts: { name: ["asc", "text"], created: ["desc", "number"], lastSignIn: ["desc", "time"] },
  searched: true,
} as const;

export type UserListQuery = ListQuery<typeof userListRules>;
