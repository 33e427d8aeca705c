import { env } from "./env.ts";
import { originAt } from "./origin-at.mjs";

/** The origin that links in emails lead to, such as "https://cards.example.com". It never comes from
 *  a request: anyone can choose the Host of theirs. */
export function portalAddress(): string {
  const { PORTAL_URL, HOST, PORT } = env();
  return PORTAL_URL === undefined ? originAt(HOST, PORT) : new URL(PORTAL_URL).origin;
}
