import { closeCard } from "@/lib/cards/state/close-card";
import { cardVerb } from "../card-verb";

export const POST = cardVerb(closeCard, "Closes a card for good.");
