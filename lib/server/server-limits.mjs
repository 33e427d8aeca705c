import { createServer } from "node:http";
import { refuseUnreadable } from "./request-filter.mjs";

/** The time limits of a request, in milliseconds: until its headers are read, until all of it is
 *  read, and until a connection without requests is closed. */
export const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000 };

/** Makes a server that keeps the time limits, and answers by itself, with the security headers,
 *  what Node would refuse without them. */
export function serverFor(answer, options = limits) {
  const settings = {
    ...options,
    // Node looks for connections over their limit only so often.
    connectionsCheckingInterval: Math.min(1_000, options.headersTimeout / 2),
    // The filter refuses a request without a host.
    requireHostHeader: false,
  };
  const server = createServer(settings, answer);
  server.on("checkExpectation", answer);
  server.on("clientError", refuseUnreadable);
  for (const event of ["upgrade", "connect"])
    server.on(event, (_request, socket) => refuseUnreadable({}, socket));
  return server;
}
