import { endpoint, json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";
import { usersWhoCanHoldCards } from "@/lib/users/queries";

const rules = { filters: {}, sorts: { name: ["asc", "text"] }, searched: true } as const;

/** The people who can hold a card, filtered by `search`. */
export const GET = endpoint(async ({ actor, query }) =>
  json({ rows: await usersWhoCanHoldCards(actor, parseListQuery(rules, query).search) }),
);
