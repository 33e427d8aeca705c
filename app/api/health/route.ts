import { describedOpen } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { readHealth } from "@/lib/server/health";
import { healthShape } from "@/lib/server/health-shape";

export const dynamic = "force-dynamic";

export const GET = describedOpen(
  {
    name: "health.read",
    summary: "Returns the portal's health: 200 when the database answers, 503 when it does not.",
    answers: { 200: healthShape, 503: healthShape },
  },
  async () => {
    const health = await readHealth();
    return json(health, health.status === "ok" ? 200 : 503);
  },
);
