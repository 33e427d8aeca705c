import { setTimeout as wait } from "node:timers/promises";
import { writeCheckpoints } from "@/lib/audit-log/checkpoint.ts";
import { env } from "@/lib/env.ts";
import { attemptDue } from "@/lib/lithic/attempt.ts";
import { refreshBalances } from "@/lib/lithic/refresh-balances.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { log } from "@/lib/log.ts";

interface Job {
  readonly name: string;
  readonly everyMilliseconds: number;
  run(): Promise<unknown>;
}

const jobs: readonly Job[] = [
  { name: "audit-log.checkpoint", everyMilliseconds: 5_000, run: () => writeCheckpoints() },
  { name: "issuer.attempt", everyMilliseconds: 500, run: attemptDue },
  { name: "issuer.balances", everyMilliseconds: 10_000, run: refreshBalances },
];

const simulatorJob: Job = { name: "simulator.webhooks", everyMilliseconds: 1_000, run: () => simulator().deliverWebhooks() };

// Shared by all bundles that Next makes of this module.
const held = globalThis as typeof globalThis & { portalJobs?: Map<string, Date> };
held.portalJobs ??= new Map();

/** When each job of this process was last done, for those who watch it. */
export const lastDone = held.portalJobs;

/** Runs the portal's recurring work beside a server until the process is told to stop. A job that fails is logged and tried again at its next
 *  turn; several processes may run it at once. */
export function startWorker(): void {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  for (const job of env().LITHIC_ENVIRONMENT === "simulator" ? [...jobs, simulatorJob] : jobs) void repeat(job, stop.signal);
}

async function repeat({ name, everyMilliseconds, run }: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await run()
      .then(() => lastDone.set(name, new Date()))
      .catch((error: unknown) => log().error({ error, job: name }, "worker: a job failed"));
    await wait(everyMilliseconds, undefined, { signal, ref: false }).catch(() => {});
  }
}
