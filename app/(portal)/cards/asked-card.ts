import { cardName, type NamedCard } from "./card-name";

/** A card that a verb is asked for. */
export interface AskedCard extends NamedCard {
  readonly id: string | number;
  readonly holder: string;
  readonly version: number;
}

/** What every verb of a card posts: which card, its version as seen, and its name for the answer. */
export const hiddenFields = (card: AskedCard) => ({
  cardId: card.id,
  version: card.version,
  cardName: cardName(card),
});
