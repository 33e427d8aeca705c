import { reissueCard } from "@/lib/cards/issue/reissue-card";
import { cardVerb } from "../card-verb";

/** Prints a physical card again: `{ shippingAddressId }`. */
export const POST = cardVerb(reissueCard, "Has a physical card printed again.");
