import type { CardRow } from "@/lib/cards/queries";
import { cardName, type NamedCard } from "./card-name";

/** A card that a verb is asked for. */
export interface CardTarget extends NamedCard {
  readonly id: string | number;
  readonly holder: string;
  readonly version: number;
}

/** What every verb of a card posts: which card, its version as seen, and its name for the answer. */
export const hiddenFields = (card: CardTarget) => ({
  cardId: card.id,
  version: card.version,
  cardName: cardName(card),
});

/** A card as its verbs' dialogs speak of it. */
export function cardTarget({ id, memo, lastFour, holder, version }: CardRow): CardTarget {
  return { id, memo, lastFour, holder: holder.name, version };
}

/** What the dialogs of the further verbs say of a card. */
export interface ChangedCard extends CardTarget {
  readonly currency: string;
  /** The limit that counts now, as it is typed and as it is read; null for none. */
  readonly limit: { readonly amount: string; readonly window: string; readonly text: string } | null;
}

/** How each of these dialogs is opened. */
export interface OpenedFromMenu {
  card: ChangedCard;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
