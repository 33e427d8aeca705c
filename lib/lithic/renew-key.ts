import { randomUUID } from "node:crypto";
import { inTransaction } from "@/lib/db/transaction.ts";
import { IssuerError } from "./issuer-error.ts";
import type { Operation } from "./operation.ts";

/** Gives an operation a fresh idempotency key, kept before it is used. Throws when somebody else has the operation by now. */
export async function renewKey({ lease }: Operation): Promise<string> {
  const idempotencyKey = randomUUID();
  const { count } = await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({
      where: { id: lease.operationId, status: "running", leaseOwner: lease.owner },
      data: { idempotencyKey, keyMadeAt: new Date(), version: { increment: 1 }, updatedAt: new Date() },
    }),
  );
  if (count === 0) throw new IssuerError("unknown", "Somebody else has taken this over.");
  return idempotencyKey;
}
