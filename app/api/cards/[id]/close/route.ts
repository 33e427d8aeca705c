import { closeCard } from "@/lib/cards/close-card";
import { cardVerb } from "../card-verb";

/** Closes a card for good: `{ lastFour, reason }`. */
export const POST = cardVerb(closeCard);
