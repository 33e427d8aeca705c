import { IssuerError } from "./issuer-error.ts";
import type { Operation } from "./operation.ts";
import { renewKey } from "./renew-key.ts";

/** Longer than a call that was given up can still be on its way. */
export const lateMilliseconds = 25_000;

// Lithic keeps an idempotency key for a day as far as is known.
const keyMilliseconds = 23 * 3_600_000;
// A stored failure is answered to the same key for ever.
const failuresWithOneKey = 4;

/** Whether a key has had its time with this answer: it was used for something else, or the issuer keeps answering it with a failure. */
export function spendsKey(status: number | undefined, attempts: number): boolean {
  return status === 409 || ((status ?? 0) >= 500 && attempts % failuresWithOneKey === 0);
}

/** Whether the key of an operation no longer counts, so that what it may have made must be looked for before it is asked for under another.
 *  Throws an IssuerError while a call that was given up could still arrive. */
export function keyIsSpent({ attemptsBefore, lastStatus, lastTriedAt, keyMadeAt }: Operation): boolean {
  if (attemptsBefore === 0) return false;
  const isOld = Date.now() - keyMadeAt.getTime() > keyMilliseconds;
  if (!isOld && !spendsKey(lastStatus, attemptsBefore)) return false;
  waitForLateCalls({ lastTriedAt });
  return true;
}

/** Throws an IssuerError while a call that was given up could still arrive at the issuer: what it does there cannot be looked for yet. */
export function waitForLateCalls({ lastTriedAt }: Pick<Operation, "lastTriedAt">): void {
  if (Date.now() - lastTriedAt.getTime() < lateMilliseconds - 1_000)
    throw new IssuerError("unavailable", "An earlier call could still arrive at the issuer.", {
      isTooEarly: true,
    });
}

/** The key to ask with once nothing was found that an earlier one made. */
export async function keyFor(operation: Operation, isSpent: boolean): Promise<string> {
  return isSpent ? renewKey(operation) : operation.idempotencyKey;
}
