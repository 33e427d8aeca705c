import { readDashboard } from "@/lib/dashboard/queries";
import { endpoint, json } from "@/lib/http";

/** What the dashboard shows. */
export const GET = endpoint(async ({ actor }) => json(await readDashboard(actor)));
