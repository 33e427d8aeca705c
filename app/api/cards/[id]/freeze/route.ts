import { freezeCard } from "@/lib/cards/freeze-card";
import { unfreezeCard } from "@/lib/cards/unfreeze-card";
import { cardVerb } from "../card-verb";

export const PUT = cardVerb(freezeCard, "Freezes a card until it is unfrozen.");
export const DELETE = cardVerb(unfreezeCard, "Unfreezes a card.");
