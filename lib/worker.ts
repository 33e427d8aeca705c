import { setTimeout as wait } from "node:timers/promises";
import { writeCheckpoints } from "@/lib/audit-log/checkpoint.ts";
import { log } from "@/lib/log.ts";

interface Job {
  readonly name: string;
  readonly everyMilliseconds: number;
  run(): Promise<unknown>;
}

const jobs: readonly Job[] = [{ name: "audit-log.checkpoint", everyMilliseconds: 5_000, run: () => writeCheckpoints() }];

/** Runs the portal's recurring work beside the server until the process is told to stop. A job that fails is logged and tried again at its
 *  next turn. */
export function startWorker(): void {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  for (const job of jobs) void repeat(job, stop.signal);
}

async function repeat({ name, everyMilliseconds, run }: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await run().catch((error: unknown) => log().error({ error, job: name }, "worker: a job failed"));
    await wait(everyMilliseconds, undefined, { signal, ref: false }).catch(() => {});
  }
}
