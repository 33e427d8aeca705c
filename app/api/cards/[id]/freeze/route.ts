import { freezeCard } from "@/lib/cards/freeze-card";
import { unfreezeCard } from "@/lib/cards/unfreeze-card";
import { cardVerb } from "../card-verb";

/** Freezes a card: `{ reason }`. */
export const PUT = cardVerb(freezeCard);

/** Unfreezes it. */
export const DELETE = cardVerb(unfreezeCard);
