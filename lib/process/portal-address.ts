import { env } from "./env.ts";
import { originAt } from "./origin-at.mjs";

/** The origin that links in emails lead to, such as "https://cards.example.com". It never comes
 *  from a request: anyone can choose the Host of theirs. */
export function portalAddress(): string {
  const { PORTAL_URL, HOST, PORT } = env();
  if (PORTAL_URL !== undefined) return new URL(PORTAL_URL).origin;
  // By its name, because browsers make no passkey for the number of a host.
  return originAt(loopback.has(HOST) ? "localhost" : HOST, PORT);
}

const loopback = new Set(["127.0.0.1", "::1", "0.0.0.0", "::"]);
