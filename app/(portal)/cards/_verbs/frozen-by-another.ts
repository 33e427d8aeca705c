import type { Actor } from "@/lib/auth/actor";
import { canUnfreeze } from "@/lib/cards/card";
import type { CardFacts } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";

/** Whether a cardholder looks at their own card that somebody else froze. A cardholder sees the
 *  freezer's name only when it is their own. */
export function isFrozenByAnother(actor: Actor, card: CardFacts): boolean {
  return canUnfreeze(card) && reachFor(actor, "card.unfreeze") === "own" && card.frozen?.byName == null;
}
