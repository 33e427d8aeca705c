import type { Actor } from "@/lib/auth/actor.ts";
import { ownCondition } from "@/lib/db/scope.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import type { ReadModel, WalkedSource } from "@/lib/lists/list-page.ts";
import { listSource } from "@/lib/lists/list-source.ts";
import { reachFor } from "@/lib/permissions.ts";
import { type CardListQuery, cardSortFields, cardsWhere } from "./card-list.ts";

/** The cards of a list, across all pages. Call it within a unit of work of the actor's account. */
export function cardSource<Found extends { readonly id: number }>(
  actor: Actor,
  db: { readonly card: ReadModel },
  query: Pick<CardListQuery, "filters" | "search">,
  select: object,
): WalkedSource<Found> {
  return listSource<Found>(db.card, {
    model: "Card",
    accountId: actor.accountId,
    search: query.search,
    // An actor who may not see the holder's name must not be able to guess it by searching.
    byHolder: reachFor(actor, "personal-data.see") !== undefined,
    where: [cardsWhere(query.filters), ownCondition("Card")],
    fields: cardSortFields,
    select,
  });
}

/** Returns the ids of the cards of a list, in its order, up to a maximum. For actors who may see
 *  all cards of the account. */
export async function findCardIds(
  actor: Actor,
  db: Reader,
  query: CardListQuery,
  most: number,
): Promise<readonly number[]> {
  const cards = await cardSource<{ id: number }>(actor, db, query, { id: true }).rows({
    ...query.sort,
    take: most,
  });
  return cards.map(({ id }) => id);
}
