import { requireActor } from "@/lib/auth/require-actor";
import { describedOpen } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { readHealth } from "@/lib/server/health";
import { healthShape } from "@/lib/server/health-shape";

export const dynamic = "force-dynamic";

export const GET = describedOpen(
  {
    name: "health.read",
    summary:
      "Returns the portal's health: 200 when the database answers and can save, 503 when it does not. Operators also see what waits.",
    answers: { 200: healthShape, 503: healthShape },
  },
  async () => {
    const health = await readHealth();
    const shown = (await isOperator()) ? health : { status: health.status };
    return json(shown, health.status === "ok" ? 200 : 503);
  },
);

// Without the database, nobody is known.
async function isOperator(): Promise<boolean> {
  try {
    return (await requireActor({ extends: false })).role === "operator";
  } catch {
    return false;
  }
}
