import type { Actor } from "@/lib/auth/actor";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { cardName } from "../../cards/card-name";

/** A card that prevents the deactivation of its holder. */
export interface OpenCard {
  readonly id: number;
  readonly name: string;
}

const openStates = ["active", "frozen", "pending"] as const;
const maxShown = 5;

/** The first open cards of a person. */
export async function openCardsOf(actor: Actor, userId: number): Promise<OpenCard[]> {
  const found: OpenCard[] = [];
  for (const status of openStates) {
    const query = parseListQuery(cardListRules, {
      holder: String(userId),
      status,
      pageSize: String(maxShown),
    });
    const { rows } = await listCards(actor, query);
    found.push(...rows.map((card) => ({ id: card.id, name: cardName(card) })));
  }
  return found.slice(0, maxShown);
}
