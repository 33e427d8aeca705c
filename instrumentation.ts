/** Runs once when a server starts: checks that it may serve, then starts the background work. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { proveStartUp } = await import("@/lib/server/start-up.ts");
  const { env } = await import("@/lib/process/env.ts");
  const { startWorker } = await import("@/lib/server/worker.ts");
  await proveStartUp();
  if (env().WORKER === "inside") startWorker();
}
