import type { Actor, Origin } from "@/lib/auth/actor.ts";
import { AppError } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";
import { count } from "@/lib/request-limits/count.ts";
import { networkOf } from "@/lib/request-limits/network-of.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { takeTurn } from "@/lib/request-limits/take-turn.ts";
import { requireAllowedNetwork } from "../allowed-networks.ts";
import { findApiKey, touchApiKey, type WorkingKey } from "./find-api-key.ts";

/** The API key in an Authorization header (RFC 6750). Undefined when the header has none. */
export function bearerOf(headers: Pick<Headers, "get">): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/** The actor of a request with an API key. Throws NOT_SIGNED_IN for a key that does not work,
 *  NETWORK_NOT_ALLOWED, and TOO_MANY. */
export async function requireApiKey(key: string, from: Origin): Promise<Actor> {
  let found = await workingKey(key, from);
  await spend(found.actor, "apiKey");
  // Somebody may have revoked it while this request waited.
  if (await takeTurn(found.actor.accountId)) found = await workingKey(key, from);
  // Nothing waits for this write: a database that is slow to write must not block reads.
  void touchApiKey(found, new Date()).catch((error: unknown) =>
    log().warn({ error }, "api key: its last use could not be kept"),
  );
  return found.actor;
}

async function workingKey(key: string, from: Origin): Promise<WorkingKey> {
  const found = await findApiKey(key, from, new Date());
  if (found) {
    requireAllowedNetwork(from.ip, found.allowedNetworks);
    return found;
  }
  const wait = await count("wrongApiKey", "network", networkOf(from.ip));
  if (wait > 0) throw new AppError("TOO_MANY", undefined, { retryAfter: wait });
  throw new AppError(
    "NOT_SIGNED_IN",
    "This API key doesn't work. It may have expired or been revoked. Create a new one in the portal.",
  );
}
