import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { refreshBalances } from "@/lib/accounts/issuer/sync-balances.ts";
import { writeCheckpoints } from "@/lib/audit-log/chain/checkpoint.ts";
import { expireIdleSessions } from "@/lib/auth/session/expire-session.ts";
import { runBulkJobs } from "@/lib/bulk-jobs/run/run-bulk-jobs.ts";
import { refreshWords } from "@/lib/db/search/refresh-words.ts";
import { atLowPriority } from "@/lib/lithic/rate-limits/rate-limits.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { deliverMails } from "@/lib/mail/deliver-mails.ts";
import { attemptDueOperations } from "@/lib/operations.ts";
import { attemptsInBackground } from "@/lib/outbox/attempt.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import { forgetSignUps } from "@/lib/sign-up/forget-sign-ups.ts";
import { deliverSimulated } from "@/lib/webhooks/deliver-simulated.ts";
import { fillGaps } from "@/lib/webhooks/fill-gaps.ts";
import { handleWebhooks } from "@/lib/webhooks/handle-webhooks.ts";

interface Job {
  readonly name: string;
  readonly everyMilliseconds: number;
  /** Returns true when there is more to do at once. */
  run(): Promise<unknown>;
}

const jobs: readonly Job[] = [
  { name: "audit-log.checkpoint", everyMilliseconds: 5_000, run: () => writeCheckpoints() },
  {
    name: "issuer.attempt",
    everyMilliseconds: 500,
    run: () => atLowPriority(async () => (await attemptDueOperations()) > 0),
  },
  { name: "bulk-jobs.run", everyMilliseconds: 250, run: () => runBulkJobs() },
  { name: "issuer.balances", everyMilliseconds: 10_000, run: refreshBalances },
  { name: "webhooks.handle", everyMilliseconds: 1_000, run: handleWebhooks },
  { name: "mail.deliver", everyMilliseconds: 1_000, run: deliverMails },
  { name: "sessions.expire", everyMilliseconds: 60_000, run: expireIdleSessions },
  { name: "sign-ups.forget", everyMilliseconds: 60_000, run: forgetSignUps },
  { name: "search.refresh-words", everyMilliseconds: 60_000, run: refreshWords },
  { name: "webhooks.fill-gaps", everyMilliseconds: 30_000, run: fillGaps },
];

const simulatorJobs: readonly Job[] = [
  { name: "simulator.webhooks", everyMilliseconds: 1_000, run: deliverSimulated },
  { name: "simulator.shipping", everyMilliseconds: 1_000, run: async () => simulator().shipDue() },
];

// All bundles that Next makes of this module share it.
const held = globalThis as typeof globalThis & { portalJobs?: Map<string, Date> };
held.portalJobs ??= new Map();

/** When each job last ran in this process, for monitoring. */
export const lastDone = held.portalJobs;

/** Runs the portal's recurring jobs beside a server until the process is told to stop or the
 *  returned function is called, which waits for running jobs. A job that fails is logged and runs
 *  again at its next turn. Several processes may run the jobs at once. */
export function startWorker(): () => Promise<unknown> {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  const chosen = env().LITHIC_ENVIRONMENT === "simulator" ? [...jobs, ...simulatorJobs] : jobs;
  // Each job listens while it waits. From eleven on, Node would warn of a leak.
  setMaxListeners(chosen.length, stop.signal);
  const repeated = chosen.map((job) => repeat(job, stop.signal));
  return () => {
    stop.abort();
    return Promise.all([...repeated, attemptsInBackground()]);
  };
}

async function repeat({ name, everyMilliseconds, run }: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let hasMore: unknown = false;
    try {
      hasMore = await run();
      lastDone.set(name, new Date());
    } catch (error) {
      log().error({ error, job: name }, "worker: a job failed");
    }
    if (hasMore !== true) await wait(everyMilliseconds, undefined, { signal, ref: false }).catch(() => {});
  }
}
