import type { Actor } from "@/lib/auth/actor.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import { type Page, readPage } from "@/lib/lists/list-page.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import { type CardRow, cardRow, cardRowFields } from "../card-row.ts";
import type { CardListQuery } from "./card-list.ts";
import { cardSource } from "./card-source.ts";

/** A page of the cards that the actor may see. Needs card.see. */
export function listCards(actor: Actor, query: CardListQuery): Promise<Page<CardRow>> {
  return readAs(actor, "card.see", async () => {
    await spendOnSearch(actor, query.search);
    const page = await readPage(query, cardSource(actor, query, rowReader("Card", cardRowFields)));
    return { ...page, rows: page.rows.map((card) => cardRow(actor, card)) };
  });
}
