import { endpoint, json } from "@/lib/http/route-handler";
import { listArrivals } from "@/lib/sandbox/arrivals";

/** What arrived last, for the page that asks again and again. Asking does not count as use of the
 *  session. */
export const GET = endpoint(async ({ actor }) => json({ rows: await listArrivals(actor) }), {
  extends: false,
});
