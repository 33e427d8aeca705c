import { deliveryAddresses } from "@/lib/addresses/queries";
import { endpoint, json } from "@/lib/http";
import { parseRowId } from "@/lib/row-id";

/** Where a card for `holder` can be sent. */
export const GET = endpoint(async ({ actor, query }) => {
  return json({ rows: await deliveryAddresses(actor, parseRowId(query.get("holder")) ?? null) });
});
