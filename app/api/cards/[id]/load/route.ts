import { loadCard } from "@/lib/cards/limits/load-card";
import { cardVerb } from "../card-verb";

/** Loads a reloadable card: `{ amount }` in minor units. */
export const POST = cardVerb(loadCard, "Loads money from the business's balance onto a reloadable card.");
