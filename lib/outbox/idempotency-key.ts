import { CallError } from "@/lib/errors.ts";
import { renewKey } from "./held-operation.ts";
import type { Operation } from "./operation.ts";

/** Longer than a call that was given up can still be on its way. */
export const lateMilliseconds = 25_000;

// Lithic keeps an idempotency key for a day as far as is known.
const keyMilliseconds = 23 * 3_600_000;
// A stored failure is answered to the same key for ever.
const maxFailuresWithOneKey = 4;

/** Whether an answer ends the use of a key: it was used for something else, or keeps being answered with a failure. */
export function expiresKey(status: number | undefined, attempts: number): boolean {
  return status === 409 || ((status ?? 0) >= 500 && attempts % maxFailuresWithOneKey === 0);
}

/** Whether the key of an operation no longer counts: what it may have made must be looked for before a call under
 *  another key. Throws a CallError while a call that was given up could still arrive. */
export function isKeyExpired({ attemptsBefore, lastStatus, lastTriedAt, keyMadeAt }: Operation): boolean {
  if (attemptsBefore === 0) return false;
  const isOld = Date.now() - keyMadeAt.getTime() > keyMilliseconds;
  if (!isOld && !expiresKey(lastStatus, attemptsBefore)) return false;
  waitForLateCalls({ lastTriedAt });
  return true;
}

/** Throws a CallError while a call that was given up could still arrive: what it does cannot be looked for yet. */
export function waitForLateCalls({ lastTriedAt }: Pick<Operation, "lastTriedAt">): void {
  if (Date.now() - lastTriedAt.getTime() < lateMilliseconds - 1_000)
    throw new CallError("unavailable", "An earlier call could still arrive at the issuer.", {
      isTooEarly: true,
    });
}

/** The key to call with, once nothing was found that an earlier call made: a fresh one when the last has expired. */
export async function usableKey(operation: Operation, isExpired = isKeyExpired(operation)): Promise<string> {
  return isExpired ? renewKey(operation) : operation.idempotencyKey;
}
