import { deliveryAddresses } from "@/lib/addresses/queries";
import { endpoint, json } from "@/lib/http";

/** Where a card for `holder` can be sent. */
export const GET = endpoint(async ({ actor, query }) => {
  const holder = query.get("holder") ?? "";
  return json({ rows: await deliveryAddresses(actor, /^[1-9]\d{0,8}$/.test(holder) ? Number(holder) : null) });
});
