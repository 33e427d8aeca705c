import { databaseHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

/** Whether the portal can work: 200 when the database answers, 503 when it does not. */
export async function GET(): Promise<Response> {
  const database = await databaseHealth();
  const status = database.status === "ok" ? 200 : 503;
  return Response.json({ status: database.status, database }, { status, headers: { "Cache-Control": "no-store" } });
}
