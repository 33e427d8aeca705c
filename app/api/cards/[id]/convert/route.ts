import { convertCard } from "@/lib/cards/issue/convert-card";
import { cardVerb } from "../card-verb";

/** Converts a virtual card to a physical one: `{ shippingAddressId }`. */
export const POST = cardVerb(convertCard, "Converts a virtual card to a physical one.");
