// node lib/server/server.mjs PORT [HOST]: the production server. It is Next's own server behind the
// filter of request-filter.mjs. It listens at HOST, or else on this machine only.
import { Server } from "node:http";
import "./release-finished-renders.mjs";
import next from "next";
import { levelOf, makeLog } from "../process/log-lines.mjs";
import { originAt } from "../process/origin-at.mjs";
import { keepFilesPrivate } from "../setup/private-files.mjs";
import { logConsole } from "./log-console.mjs";
import { guarded } from "./request-filter.mjs";
import { serverFor } from "./server-limits.mjs";

keepFilesPrivate();
const [port = "3000", host = process.env.HOST || "127.0.0.1"] = process.argv.slice(2);
const maxMillisecondsToStop = 10_000;

// The address where Next calls itself, as next start sets it, and where the built-in issuer calls
// the portal.
process.env.__NEXT_PRIVATE_ORIGIN = originAt(host, port);
process.env.PORT = port;
process.env.HOST = host;

const say = console.error;
logConsole(makeLog(levelOf(process.env.LOG_LEVEL)));

const app = next({
  dev: false,
  port: Number(port),
  hostname: host,
  // Next would accept upgraded connections on the server it is given. The portal has none.
  httpServer: new Server(),
});
await app.prepare();

const handle = app.getRequestHandler();
const answer = guarded(handle, {
  trustedProxies: Number(process.env.TRUSTED_PROXIES || 0),
  portalUrl: process.env.PORTAL_URL || undefined,
});
const server = serverFor(answer);
server.on("error", (error) => {
  say(error.code === "EADDRINUSE" ? `Port ${port} is in use. Set PORT to another one.` : error);
  process.exit(1);
});
server.listen(Number(port), host, () => console.log(`Ready on port ${port}`));

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);

async function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => server.closeAllConnections(), maxMillisecondsToStop).unref();
  await new Promise((closed) => {
    server.close(closed);
    server.closeIdleConnections();
  });
  // instrumentation.ts sets it: what the portal still has to write.
  await globalThis.portalBeforeExit?.();
  await app.close();
  process.exit(0);
}
