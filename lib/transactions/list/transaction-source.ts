import type { Actor } from "@/lib/auth/actor.ts";
import { seesPeople } from "@/lib/cards/card-row.ts";
import type { RowReader } from "@/lib/db/row-reader.ts";
import type { ListSource } from "@/lib/lists/list-page.ts";
import { listSource } from "@/lib/lists/list-plan.ts";
import { type TransactionListQuery, transactionOrders, transactionsWhere } from "./transaction-list.ts";

/** The transactions of a list, across all pages. A search finds words of the merchant, the card and
 *  its holder. Call it within a unit of work of the actor's account. */
export function transactionSource<Found extends { readonly id: string }>(
  actor: Actor,
  { search, filters, zone }: Pick<TransactionListQuery, "filters" | "search" | "zone">,
  reader: RowReader<Found>,
): ListSource<Found> {
  return listSource<Found>({
    model: "Transaction",
    search,
    // An actor who may not see the holder's name must not be able to guess it by searching.
    byHolder: seesPeople(actor),
    where: transactionsWhere(filters, zone),
    orders: transactionOrders,
    reader,
  });
}
