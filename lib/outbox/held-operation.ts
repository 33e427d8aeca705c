import { randomUUID } from "node:crypto";
import { sealFields } from "@/lib/db/encryption/sealed-fields.ts";
import { CallError } from "@/lib/errors.ts";
import { writeHeld } from "./claim.ts";
import type { Operation } from "./operation.ts";

/** Saves what an operation must remember between attempts. Throws a CallError when the lease was
 *  lost. */
export function savePayload<Payload extends object>(
  operation: Operation<Payload>,
  payload: Payload,
): Promise<void> {
  return changeHeld(
    operation,
    sealFields("LithicOperation", operation.accountId, { payload: JSON.stringify(payload) }),
  );
}

/** Gives an operation a new idempotency key, saved before its first use. Throws a CallError when
 *  the lease was lost. */
export async function replaceKey(operation: Operation): Promise<string> {
  const idempotencyKey = randomUUID();
  await changeHeld(operation, { idempotencyKey, keyMadeAt: new Date() });
  return idempotencyKey;
}

async function changeHeld(
  { id, lease }: Pick<Operation, "id" | "lease">,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const data = { ...change, version: { increment: 1 }, updatedAt: new Date() };
  if (!(await writeHeld("LithicOperation", { id, owner: lease.owner }, data)))
    throw new CallError("unknown", "Another worker has taken this over.");
}
