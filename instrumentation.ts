/** Runs once when a server starts: checks that it may serve, then starts the background work. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { proveStartUp } = await import("@/lib/server/start-up.ts");
  const { env } = await import("@/lib/process/env.ts");
  const { startWorker } = await import("@/lib/server/worker.ts");
  const { limitPeople } = await import("@/lib/request-limits/spend.ts");
  const { writeRepeatedRefusals } = await import("@/lib/note-refusal.ts");
  await proveStartUp();
  Object.assign(globalThis, { portalBeforeExit: writeRepeatedRefusals });
  limitPeople();
  if (env().WORKER === "inside") startWorker();
}
