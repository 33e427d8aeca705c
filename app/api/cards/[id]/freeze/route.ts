import { freezeCard } from "@/lib/cards/state/freeze-card";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card";
import { cardVerb } from "../card-verb";

export const PUT = cardVerb(freezeCard, "Freezes a card until it is unfrozen.");
export const DELETE = cardVerb(unfreezeCard, "Unfreezes a card.");
