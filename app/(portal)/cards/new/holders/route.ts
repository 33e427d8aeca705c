import { endpoint, json } from "@/lib/http/route-handler";
import { requireListQuery } from "@/lib/lists/list-faults";
import { usersWhoCanHoldCards } from "@/lib/users/queries";

const rules = { filters: {}, sorts: { name: ["asc", "text"] }, searched: true } as const;

/** The people who can hold a card, filtered by `search`. */
export const GET = endpoint(async ({ actor, query }) =>
  json({ rows: await usersWhoCanHoldCards(actor, requireListQuery(rules, query).search) }),
);
