import type { Actor } from "@/lib/auth/actor";
import { canUnfreeze } from "@/lib/cards/card";
import type { CardFacts } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";

/** Whether a cardholder looks at an own card that somebody else froze. Of those who froze it a cardholder is told only the own name. */
export function isFrozenByAnother(actor: Actor, card: CardFacts): boolean {
  return canUnfreeze(card) && reachFor(actor, "card.unfreeze") === "own" && card.frozen?.byName == null;
}
