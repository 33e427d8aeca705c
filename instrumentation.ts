/** Runs once when a server starts: checks that it may serve, says how to set up a portal with
 *  nobody in it, then starts the background work. A server that may not serve says why and ends. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { proveStartUp } = await import("@/lib/server/start-up.ts");
  const { setupNotice } = await import("@/lib/server/setup-notice.ts");
  const { env } = await import("@/lib/process/env.ts");
  const { startWorker } = await import("@/lib/server/worker.ts");
  const { limitPeople } = await import("@/lib/request-limits/spend.ts");
  const { writeRepeatedRefusals } = await import("@/lib/note-refusal.ts");
  await proveStartUp().catch(stop);
  const notice = await setupNotice(new Date());
  // For the person at the terminal, so not as a line of the log.
  if (notice !== undefined) process.stdout.write(`\n${notice}\n\n`);
  Object.assign(globalThis, { portalBeforeExit: writeRepeatedRefusals });
  limitPeople();
  if (env().WORKER === "inside") startWorker();
}

// Next would go on, and answer every request with 500.
function stop(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
