import { changeCardLimit } from "@/lib/cards/limits/change-card-limit";
import { cardVerb } from "../card-verb";

/** Changes the limit: `{ spendLimit, spendLimitDuration }` in minor
 *  units, both null for no limit. */
export const PUT = cardVerb(changeCardLimit, "Sets or removes the spend limit of a card.");
