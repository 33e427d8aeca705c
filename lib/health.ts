import { connection } from "@/lib/db/client.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { env } from "@/lib/env.ts";
import type { healthShape } from "@/lib/health-shape.ts";
import { unfinished } from "@/lib/lithic/operation.ts";
import { log } from "@/lib/log.ts";
import type { Shape } from "@/lib/shape.ts";
import { lastDone } from "@/lib/worker.ts";

/** What can be said of this installation without naming anybody. */
export type Health = Shape<typeof healthShape>;

/** Which issuer this installation talks to. */
export const issuerMode = () => env().LITHIC_ENVIRONMENT;

/** Whether the portal can work: its database answers, and what waits for the issuer. Throws EnvError when the environment is not complete. */
export async function readHealth(): Promise<Health> {
  const { engine } = connection();
  const issuer = { mode: issuerMode() };
  const lastRunAt = lastDone.get("issuer.attempt")?.toISOString() ?? null;
  try {
    const { waiting, oldest } = await acrossAccounts(async (db) => {
      const where = { status: { in: [...unfinished] } };
      const oldest = await db.lithicOperation.findFirst({ where, orderBy: { id: "asc" }, select: { createdAt: true } });
      return { waiting: await db.lithicOperation.count({ where, take: 1_000 }), oldest };
    });
    const oldestWaitingSeconds = oldest && Math.max(0, Math.round((Date.now() - oldest.createdAt.getTime()) / 1_000));
    return { status: "ok", database: { engine, status: "ok" }, issuer, worker: { lastRunAt, waiting, oldestWaitingSeconds } };
  } catch (error) {
    log().error({ error }, "health: the database does not answer");
    const worker = { lastRunAt, waiting: null, oldestWaitingSeconds: null };
    return { status: "down", database: { engine, status: "down" }, issuer, worker };
  }
}
