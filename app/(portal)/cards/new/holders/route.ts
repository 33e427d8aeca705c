import { endpoint, json } from "@/lib/http/route-handler";
import { requireListQuery } from "@/lib/lists/list-faults";
import { usersWhoCanHoldCards } from "@/lib/users/queries";

const rules = {
  filters: { status: ["active"], except: "id" },
  sorts: { name: ["asc", "text"] },
  searched: true,
} as const;

/** The people who can hold a card, filtered by `search`; with `status=active` only those who have
 *  joined, and without the person in `except`. */
export const GET = endpoint(async ({ actor, query }) => {
  const { search, filters } = requireListQuery(rules, query);
  return json({ rows: await usersWhoCanHoldCards(actor, search, filters) });
});
