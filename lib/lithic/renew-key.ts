import { randomUUID } from "node:crypto";
import { changeHeld } from "./change-held.ts";
import type { Operation } from "./operation.ts";

/** Gives an operation a fresh idempotency key, kept before it is used. Throws when somebody else has the operation by now. */
export async function renewKey(operation: Operation): Promise<string> {
  const idempotencyKey = randomUUID();
  await changeHeld(operation, { idempotencyKey, keyMadeAt: new Date() });
  return idempotencyKey;
}
