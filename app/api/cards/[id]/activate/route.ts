import { activateCard } from "@/lib/cards/state/activate-card";
import { cardVerb } from "../card-verb";

/** Activates a card that has reached its holder. */
export const POST = cardVerb(activateCard, "Activates a physical card.");
