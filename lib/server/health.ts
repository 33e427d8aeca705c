import { connection } from "@/lib/db/client.ts";
import { acrossAccounts, type Reader } from "@/lib/db/transaction.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import { canWrite } from "./can-write.ts";
import type { healthShape } from "./health-shape.ts";
import { lastDone } from "./worker.ts";

/** The health of this installation, without personal data. */
export type Health = Shape<typeof healthShape>;

/** The issuer this installation talks to. */
export const issuerMode = () => env().LITHIC_ENVIRONMENT;

/** Reads whether the portal can work: whether its database answers and takes changes, and what
 *  waits for the issuer. Throws EnvError when the environment is not complete. */
export async function readHealth(): Promise<Health> {
  const { engine } = connection();
  const issuer = { mode: issuerMode() };
  const lastRunAt = lastDone.get("issuer.attempt")?.toISOString() ?? null;
  try {
    const [waiting, webhooks] = await acrossAccounts((db) =>
      Promise.all([operationsWaiting(db), webhooksWaiting(db)]),
    );
    const takesChanges = await canWrite();
    return {
      status: takesChanges ? "ok" : "down",
      database: { engine, status: takesChanges ? "ok" : "read-only" },
      issuer,
      worker: { lastRunAt, ...waiting },
      webhooks,
    };
  } catch (error) {
    log().error({ error }, "health: the database does not answer");
    const unknown = { waiting: null, oldestWaitingSeconds: null };
    return {
      status: "down",
      database: { engine, status: "down" },
      issuer,
      worker: { lastRunAt, ...unknown },
      webhooks: unknown,
    };
  }
}

const maxCounted = 1_000;
const secondsSince = (moment: Date | undefined) =>
  moment === undefined ? null : Math.max(0, Math.round((Date.now() - moment.getTime()) / 1_000));

async function operationsWaiting(db: Reader) {
  const where = { status: { in: [...pendingStatuses] } };
  const oldest = await db.lithicOperation.findFirst({
    where,
    orderBy: { id: "asc" },
    select: { createdAt: true },
  });
  return {
    waiting: await db.lithicOperation.count({ where, take: maxCounted }),
    oldestWaitingSeconds: secondsSince(oldest?.createdAt),
  };
}

async function webhooksWaiting(db: Reader) {
  const where = { status: "received" };
  const due = await db.webhookEvent.findFirst({
    where,
    orderBy: { nextAttemptAt: "asc" },
    select: { nextAttemptAt: true },
  });
  return {
    waiting: await db.webhookEvent.count({ where, take: maxCounted }),
    oldestWaitingSeconds: secondsSince(due?.nextAttemptAt),
  };
}
