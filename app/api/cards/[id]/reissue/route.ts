import { reissueCard } from "@/lib/cards/issue/reissue-card";
import { cardVerb } from "../card-verb";

/** Prints a physical card again: `{ shippingAddressId }`. */
export const POST = cardVerb(reissueCard, "Orders another print of a physical card.");
