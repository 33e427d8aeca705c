import type { Option } from "@/components/ui/form/select-field";
import { cardName, type NamedCard } from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";

/** The card that an action applies to. */
export interface CardTarget extends NamedCard {
  readonly id: string | number;
  readonly holder: string;
  readonly version: number;
}

/** The hidden fields of every card action: the card, the version that was seen, and the name for
 *  the answer. */
export const hiddenFields = (card: CardTarget) => ({
  cardId: card.id,
  version: card.version,
  cardName: cardName(card),
});

/** A card as the dialogs of its actions need it. */
export function cardTarget({ id, memo, lastFour, holder, version }: CardRow): CardTarget {
  return { id, memo, lastFour, holder: holder.name, version };
}

/** A card as the dialogs of the further actions need it. */
export interface ChangedCard extends CardTarget {
  readonly currency: string;
  readonly holderId: number;
  readonly isPhysical: boolean;
  readonly isReloadable: boolean;
  /** The spending profile it has, or is about to have. Null for none. */
  readonly profile: { readonly id: number; readonly name: string } | null;
  readonly profiles: readonly Option[];
  /** The current limit, as typed and as read. Null for none. */
  readonly limit: { readonly amount: string; readonly window: string; readonly text: string } | null;
  /** What is on a reloadable card and what can be loaded, in words. Null when the issuer does not
   *  say. */
  readonly load: Promise<string | null>;
}

/** The props that open these dialogs. */
export interface OpenedFromMenu {
  card: ChangedCard;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
