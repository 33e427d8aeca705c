import { randomUUID } from "node:crypto";
import { sealFields } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError, CallError } from "@/lib/errors.ts";
import type { Lease, Operation } from "./operation.ts";

/** Matches the row of an operation while its lease is held. */
export const heldUnder = ({ operationId, owner }: Lease) => ({
  id: operationId,
  status: "running",
  leaseOwner: owner,
});

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
export async function renewKey(operation: Operation): Promise<string> {
  const idempotencyKey = randomUUID();
  await changeHeld(operation, { idempotencyKey, keyMadeAt: new Date() });
  return idempotencyKey;
}

async function changeHeld(
  { lease }: Pick<Operation, "lease">,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { count } = await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({
      where: heldUnder(lease),
      data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
    }),
  );
  if (count === 0) throw new CallError("unknown", "Another worker has taken this over.");
}

/** Ends an operation within the command that applies its outcome. Erases the payload. Throws STALE
 *  when the lease was lost. */
export async function endOperation(
  db: Writer,
  { operationId, owner }: Lease,
  status: "done" | "refused",
  lastError: string | null = null,
): Promise<Row<"LithicOperation">> {
  const row = await db.findForUpdate("LithicOperation", operationId);
  if (row.status !== "running" || row.leaseOwner !== owner)
    throw new AppError("STALE", "Another worker has taken this over.");
  return db.update("LithicOperation", row, {
    status,
    lastError,
    payload: "{}",
    leaseOwner: null,
    leaseUntil: null,
  });
}
