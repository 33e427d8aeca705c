import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { faultsOfWhole, type ListFault } from "@/lib/lists/list-faults.ts";
import { hrefFor, parseListQuery } from "@/lib/lists/list-query.ts";
import type { ListRules } from "@/lib/lists/list-rules.ts";
import { transactionListRules } from "@/lib/transactions/list/transaction-list.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

/** The lists that have saved views. */
export type ViewedList = (typeof words.SavedView.list)[number];

/** Maximum number of views that a person can save for a list. */
export const maxSavedViews = 50;

const rulesOf: Readonly<Record<ViewedList, ListRules>> = {
  cards: cardListRules,
  transactions: transactionListRules,
};

/** What a list cannot follow in a view of it. */
export const viewFaults = (list: ViewedList, search: string): ListFault[] =>
  faultsOfWhole(rulesOf[list], new URLSearchParams(search));

/** The search part of a list's URL as a view stores it, such as "status=frozen&sort=memo". Drops
 *  the page position and parameters that the list does not know. Never throws. */
export function viewQuery(list: ViewedList, search: string): string {
  const rules = rulesOf[list];
  return hrefFor(rules, parseListQuery(rules, new URLSearchParams(search)), { end: "first" }).slice(1);
}
