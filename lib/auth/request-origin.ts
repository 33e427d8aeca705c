import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import type { Origin } from "./actor.ts";

/** The origin of a request. lib/server/server.mjs sets these headers after it removes the client's
 *  own. */
export function requestOrigin(headers: Pick<Headers, "get">): Origin {
  const ip = headers.get("x-portal-client-ip") ?? "";
  const requestId = headers.get("x-portal-request-id") ?? "";
  return {
    ip: isIP(ip) ? ip : null,
    userAgent: oneLine(headers.get("user-agent") ?? "").slice(0, 300) || null,
    requestId: /^[0-9a-f-]{36}$/.test(requestId) ? requestId : randomUUID(),
  };
}

const oneLine = (text: string) => text.replace(/[^\x20-\x7E]+/g, " ").trim();
