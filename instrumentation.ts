/** Runs once when a server starts: proves that it may serve, and starts the recurring work beside it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { proveStartUp } = await import("@/lib/start-up.ts");
  const { runWorker } = await import("@/lib/worker.ts");
  await proveStartUp();
  const stop = new AbortController();
  process.once("SIGTERM", () => stop.abort());
  process.once("SIGINT", () => stop.abort());
  void runWorker(stop.signal);
}
