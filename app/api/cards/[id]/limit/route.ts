import { changeCardLimit } from "@/lib/cards/change-card-limit";
import { cardVerb } from "../card-verb";

/** Wants another limit: `{ spendLimit, spendLimitDuration }` in minor units, both null for none. */
export const PUT = cardVerb(changeCardLimit, "Sets the most a card may spend, or that it has no limit.");
