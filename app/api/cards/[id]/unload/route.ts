import { unloadCard } from "@/lib/cards/limits/unload-card";
import { cardVerb } from "../card-verb";

/** Unloads money from a reloadable card: `{ amount }` in minor units. */
export const POST = cardVerb(unloadCard, "Unloads money from a reloadable card.");
