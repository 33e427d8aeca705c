import type { Actor } from "@/lib/auth/actor.ts";
import { type RowReader, rowReader } from "@/lib/db/row-reader.ts";
import type { ListSource } from "@/lib/lists/list-page.ts";
import { listSource } from "@/lib/lists/list-plan.ts";
import { seesPeople } from "../card-row.ts";
import { type CardListQuery, cardOrderSpans, cardOrders, cardsWhere } from "./card-list.ts";

/** The cards of a list, across all pages. Call it within a unit of work of the actor's account. */
export function cardSource<Found extends { readonly id: number }>(
  actor: Actor,
  query: Pick<CardListQuery, "filters" | "search" | "zone" | "sort">,
  reader: RowReader<Found>,
): ListSource<Found> {
  const names = seesPeople(actor);
  return listSource<Found>({
    model: "Card",
    search: query.search,
    // An actor who may not see the holder's name must not be able to guess it by searching.
    byHolder: names,
    where: cardsWhere(query.filters, query.zone),
    orders: cardOrders(query.sort.direction, { names }),
    spans: cardOrderSpans(query.filters),
    reader,
  });
}

/** Returns the ids of the cards of a list, in its order, up to a maximum. For actors who may see
 *  all cards of the account. Call it within a unit of work of the actor's account. */
export async function findCardIds(
  actor: Actor,
  query: CardListQuery,
  most: number,
): Promise<readonly number[]> {
  const source = cardSource(actor, query, rowReader("Card", { id: true }));
  return (await source.rows({ ...query.sort, take: most })).map(({ row }) => row.id);
}
