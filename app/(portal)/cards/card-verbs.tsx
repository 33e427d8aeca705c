import type { Actor } from "@/lib/auth/actor";
import { canClose, canFreeze, canUnfreeze } from "@/lib/cards/card";
import type { CardFacts } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";
import { CloseCardButton } from "./close-card-button";
import { FreezeCardButton } from "./freeze-card-button";
import { isFrozenByAnother } from "./frozen-by-another";
import { UnfreezeCardButton } from "./unfreeze-card-button";
import { VerbRow } from "./verb-row";

/** What this person can do with the card now; the rest is not offered. */
export function CardVerbs({ actor, card }: { actor: Actor; card: CardFacts }) {
  const asked = { id: card.id, memo: card.memo, lastFour: card.lastFour, holder: card.holder.name, version: card.version };
  const mayUnfreeze = reachFor(actor, "card.unfreeze") && !isFrozenByAnother(actor, card);
  return (
    <VerbRow state={`${card.status} ${card.wantedStatus}`}>
      {canFreeze(card) && reachFor(actor, "card.freeze") ? <FreezeCardButton card={asked} /> : null}
      {canUnfreeze(card) && mayUnfreeze ? <UnfreezeCardButton card={asked} /> : null}
      {canClose(card) && reachFor(actor, "card.close") ? <CloseCardButton card={asked} /> : null}
    </VerbRow>
  );
}
