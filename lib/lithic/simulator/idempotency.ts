import { createHash } from "node:crypto";
import { z } from "zod";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { type Answer, ApiError, parse } from "./call.ts";
import type { Store } from "./store.ts";

/** How long an answer is remembered, in seconds. */
const kept = 24 * 60 * 60;

/** Returns the remembered answer for a key, or does the work and remembers its answer. Throws 400
 *  for a key that is not a UUID, and 409 for a key that was used for another request. */
export function once(
  store: Store,
  now: Date,
  key: string,
  request: readonly string[],
  work: () => Answer,
): Answer {
  parse(z.uuid("Idempotency-Key must be a UUID"), key);
  store.run("DELETE FROM idempotency_keys WHERE created < ?", secondsBefore(now, kept).toISOString());
  const requestHash = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  const earlier = store.get<{ request_hash: string; status: number; body: string | null }>(
    "SELECT request_hash, status, body FROM idempotency_keys WHERE key = ?",
    key,
  );
  if (earlier && earlier.request_hash !== requestHash)
    throw new ApiError(409, "The idempotency key was used for another request");
  if (earlier)
    return { status: earlier.status, ...(earlier.body !== null && { body: JSON.parse(earlier.body) }) };
  const answer = work();
  store.run(
    "INSERT INTO idempotency_keys (key, request_hash, created, status, body) VALUES (?, ?, ?, ?, ?)",
    key,
    requestHash,
    now.toISOString(),
    answer.status,
    answer.body === undefined ? null : JSON.stringify(answer.body),
  );
  return answer;
}
