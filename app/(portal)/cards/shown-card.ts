import type { StateTone } from "@/components/ui/badge";
import type { Actor } from "@/lib/auth/actor";
import { canFreeze, canUnfreeze, cardFormLabels, cardStateLabel, cardTypeLabels } from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";
import { cardTone, limitText } from "./card-text";

/** A card as the list shows it, in words. `verb` is what its menu offers besides opening it. */
export interface ShownCard {
  readonly id: string;
  readonly memo: string | null;
  readonly lastFour: string | null;
  readonly holder: string;
  readonly state: string;
  readonly tone: StateTone;
  readonly kind: string;
  readonly limit: string | null;
  readonly createdAt: string;
  readonly version: number;
  readonly verb: "freeze" | "unfreeze" | null;
}

/** What the list shows of a card to the person who asks. */
export function shownCard(actor: Actor, card: CardRow, currency: string): ShownCard {
  return {
    id: String(card.id),
    memo: card.memo,
    lastFour: card.lastFour,
    holder: card.holder.name,
    state: cardStateLabel(card),
    tone: cardTone(card),
    kind: `${cardTypeLabels[card.cardType]}, ${cardFormLabels[card.form].toLowerCase()}`,
    limit: limitText(card, currency),
    createdAt: card.createdAt,
    version: card.version,
    verb: verbFor(actor, card),
  };
}

// Who froze it is not in the list, and a cardholder may undo an own freeze only: their way is the card's page.
function verbFor(actor: Actor, card: CardRow): ShownCard["verb"] {
  if (canFreeze(card) && reachFor(actor, "card.freeze")) return "freeze";
  return canUnfreeze(card) && reachFor(actor, "card.unfreeze") === "account" ? "unfreeze" : null;
}
