import { cardFilterChoices } from "@/lib/cards/list/card-filter-choices";
import { endpoint, json } from "@/lib/http/route-handler";

/** The first people, the spending profiles and the card products that the list of cards can be
 *  filtered by. */
export const GET = endpoint(async ({ actor }) => json(await cardFilterChoices(actor)));
