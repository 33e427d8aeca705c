import { deliveryAddresses } from "@/lib/addresses/queries";
import { parseRowId } from "@/lib/fields/row-id";
import { endpoint, json } from "@/lib/http/route-handler";

/** The addresses that a card for `holder` can be sent to. */
export const GET = endpoint(async ({ actor, query }) => {
  return json({ rows: await deliveryAddresses(actor, parseRowId(query.get("holder")) ?? null) });
});
