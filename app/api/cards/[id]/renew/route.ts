import { renewCard } from "@/lib/cards/issue/renew-card";
import { cardVerb } from "../card-verb";

/** Gives a card a new expiry and security code: `{ shippingAddressId }`. */
export const POST = cardVerb(renewCard, "Renews a card with a new expiry date and security code.");
