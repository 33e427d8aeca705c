import { cardTone, limitText } from "@/app/(portal)/cards/card-text";
import type { StateTone } from "@/components/ui/display/badge";
import type { Actor } from "@/lib/auth/actor";
import {
  canFreeze,
  canUnfreeze,
  cardFormLabels,
  cardStateLabel,
  cardTypeLabels,
  typeAndFormText,
} from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";
import type { CardColumn } from "@/lib/cards/list/card-columns";
import { reachFor } from "@/lib/permissions";

/** A card as text for the list. `verb` is what its menu offers besides opening the card. */
export interface ShownCard {
  readonly id: string;
  readonly memo: string | null;
  readonly lastFour: string | null;
  readonly holder: string;
  readonly state: string;
  readonly tone: StateTone;
  readonly limit: string | null;
  readonly createdAt: string;
  /** The text of the optional columns and of the type. Only chosen columns are filled in, because
   *  there are many rows. Times are ISO 8601. */
  readonly more: Readonly<Partial<Record<CardColumn, string | null>>>;
  readonly version: number;
  readonly verb: "freeze" | "unfreeze" | null;
}

/** A card as the list shows it to the actor. */
export function shownCard(
  actor: Actor,
  card: CardRow,
  currency: string,
  columns: readonly CardColumn[],
): ShownCard {
  return {
    id: String(card.id),
    memo: card.memo,
    lastFour: card.lastFour,
    holder: card.holder.name,
    state: cardStateLabel(card),
    tone: cardTone(card),
    limit: limitText(card, currency),
    createdAt: card.createdAt,
    more: Object.fromEntries(
      columns.flatMap((column) => (column in more ? [[column, more[column]?.(card, columns) ?? null]] : [])),
    ),
    version: card.version,
    verb: verbFor(actor, card),
  };
}

const more: Partial<Record<CardColumn, (card: CardRow, columns: readonly CardColumn[]) => string | null>> = {
  cardType: (card, columns) =>
    columns.includes("form") ? cardTypeLabels[card.cardType] : typeAndFormText(card),
  form: ({ form }) => cardFormLabels[form],
  profile: ({ spendingProfile }) => spendingProfile?.name ?? null,
  product: ({ cardProduct }) => cardProduct?.name ?? null,
  lastUsed: ({ lastUsedAt }) => lastUsedAt,
};

// The list does not know who froze a card, and a cardholder may undo only their own freeze. They
// unfreeze on the card's page.
function verbFor(actor: Actor, card: CardRow): ShownCard["verb"] {
  if (canFreeze(card) && reachFor(actor, "card.freeze")) return "freeze";
  return canUnfreeze(card) && reachFor(actor, "card.unfreeze") === "account" ? "unfreeze" : null;
}
