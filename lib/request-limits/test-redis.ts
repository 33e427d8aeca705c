import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** Whether this machine has a Redis to start. */
export const hasRedis = spawnSync("redis-server", ["--version"]).error === undefined;

/** A Redis of a test alone. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
}

/** Starts a Redis that keeps nothing on disk, at a port or any free one. The test ends it. */
export async function startTestRedis(port?: number): Promise<TestRedis> {
  const at = port ?? (await freePort());
  const flags = ["--port", String(at), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn("redis-server", flags, { stdio: ["ignore", "pipe", "ignore"] });
  for await (const lines of server.stdout) if (String(lines).includes("Ready to accept connections")) break;
  return { url: `redis://127.0.0.1:${at}`, port: at, process: server };
}

/** Kills a Redis, as a crash would. */
export async function killTestRedis({ process: server }: TestRedis): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
