import { isIPv6 } from "node:net";

/** Where this machine reaches a server of its own that listens at a host and a port. */
export function originAt(host, port) {
  const own = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${isIPv6(own) ? `[${own}]` : own}:${port}`;
}
