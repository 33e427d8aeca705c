import { CallError } from "@/lib/errors.ts";
import { replaceKey } from "./held-operation.ts";
import type { Operation } from "./operation.ts";

/** A timed-out call cannot be on its way for longer. */
export const lateMilliseconds = 25_000;

// As far as we know, Lithic keeps an idempotency key for a day.
const keyMilliseconds = 23 * 3_600_000;
// The issuer repeats a stored failure for the same key forever.
const maxFailuresWithOneKey = 4;

/** Whether an answer expires a key: it was used for something else, or keeps getting a failure. */
export function expiresKey(status: number | undefined, attempts: number): boolean {
  return status === 409 || ((status ?? 0) >= 500 && attempts % maxFailuresWithOneKey === 0);
}

/** Whether an operation's key has expired. If so, look for what earlier calls created before
 *  calling with another key. Throws a CallError while a timed-out call could still arrive. */
export function checkKeyExpired({ attemptsBefore, lastStatus, lastTriedAt, keyMadeAt }: Operation): boolean {
  if (attemptsBefore === 0) return false;
  const isOld = Date.now() - keyMadeAt.getTime() > keyMilliseconds;
  if (!isOld && !expiresKey(lastStatus, attemptsBefore)) return false;
  throwIfLateCallPossible({ lastTriedAt });
  return true;
}

/** Throws a CallError while a timed-out call could still arrive, because its effect cannot be
 *  looked for yet. */
export function throwIfLateCallPossible({ lastTriedAt }: Pick<Operation, "lastTriedAt">): void {
  if (Date.now() - lastTriedAt.getTime() < lateMilliseconds - 1_000)
    throw new CallError("unavailable", "An earlier call could still arrive at the issuer.", {
      isTooEarly: true,
    });
}

/** The key to call with, once a search found nothing that an earlier call created. A new key if the
 *  last has expired. */
export async function usableKey(
  operation: Operation,
  isExpired = checkKeyExpired(operation),
): Promise<string> {
  return isExpired ? replaceKey(operation) : operation.idempotencyKey;
}
