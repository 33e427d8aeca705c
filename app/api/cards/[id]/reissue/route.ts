import { reissueCard } from "@/lib/cards/reissue-card";
import { cardVerb } from "../card-verb";

/** Has a physical card printed again: `{ shippingAddressId }`. */
export const POST = cardVerb(reissueCard, "Has a physical card printed again.");
