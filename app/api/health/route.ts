import { readHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

/** Whether the portal can work: 200 when the database answers, 503 when it does not. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, { status: health.status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
