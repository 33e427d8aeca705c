import { cardListRules } from "@/lib/cards/card-list.ts";
import { hrefFor, type ListRules, parseListQuery } from "@/lib/lists/list-query.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

/** The lists that views are kept of. */
export type ViewedList = (typeof words.SavedView.list)[number];

/** Most views that a person keeps of a list. */
export const mostSavedViews = 50;

const rulesOf: Readonly<Record<ViewedList, ListRules>> = { cards: cardListRules };

/** The search part of a list's address as a view keeps it, such as "status=frozen&sort=memo": without the place in the list, and without what
 *  the list does not know. Never throws. */
export function viewQuery(list: ViewedList, search: string): string {
  const rules = rulesOf[list];
  return hrefFor(rules, parseListQuery(rules, new URLSearchParams(search)), { end: "first" }).slice(1);
}
