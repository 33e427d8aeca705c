import { unloadCard } from "@/lib/cards/unload-card";
import { cardVerb } from "../card-verb";

/** Takes what was loaded off a reloadable card: `{ amount }` in minor units. */
export const POST = cardVerb(unloadCard, "Takes loaded money off a reloadable card.");
