import { rowsAt } from "@/app/(portal)/_lists/rows-at";
import { cardName, cardStateLabel } from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";

/** A card as an option of a list. */
export const cardChoice = (card: CardRow) => ({
  value: String(card.id),
  label: cardName(card),
  hint: `${card.holder.name} · ${cardStateLabel(card)}`,
});

/** Fetches cards that match a text. Throws when the server does not answer. */
export const findCards = async (search: string) =>
  (await rowsAt<CardRow>(`/api/cards?${new URLSearchParams({ search })}`))
    .filter(({ lastFour }) => lastFour !== null)
    .map(cardChoice);
