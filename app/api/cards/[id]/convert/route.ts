import { convertCard } from "@/lib/cards/convert-card";
import { cardVerb } from "../card-verb";

/** Has a virtual card printed: `{ shippingAddressId }`. */
export const POST = cardVerb(convertCard, "Has a virtual card printed.");
