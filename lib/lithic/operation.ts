import type { Row } from "@/lib/db/schema.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

/** What can be owed to the issuer. */
export type OperationKindName =
  | "account.enrol"
  | "user.enrol"
  | "card.issue"
  | "card.freeze"
  | "card.unfreeze"
  | "card.close"
  | "card.change-limit"
  | "card.change-memo"
  | "card.activate"
  | "card.reissue"
  | "card.renew"
  | "card.convert"
  /** Looks whether a wish that was overtaken while its outcome was unknown came through late. */
  | "card.check";

export type OperationStatus = (typeof words.LithicOperation.status)[number];

/** States of an operation that still has to be sent, or may have been without an answer. */
export const unfinished = ["waiting", "running", "unknown"] as const satisfies readonly OperationStatus[];

/** An operation that this process has taken on. */
export interface Operation {
  readonly id: number;
  readonly accountId: number;
  readonly kind: OperationKindName;
  readonly targetId: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string;
  /** How often it was sent before this time. */
  readonly attemptsBefore: number;
  /** HTTP status of the last answer, when it was an error. */
  readonly lastStatus: number | undefined;
  readonly createdAt: Date;
  /** When it was tried last, or put off. */
  readonly lastTriedAt: Date;
  readonly keyMadeAt: Date;
  readonly lease: Lease;
}

/** Who has an operation: who lost it meanwhile must not write its outcome. */
export interface Lease {
  readonly operationId: number;
  readonly owner: string;
}

/** Which row is meant, while it is still held under a lease. */
export const heldUnder = ({ operationId, owner }: Lease) => ({
  id: operationId,
  status: "running",
  leaseOwner: owner,
});

/** The operation of a row, as it is sent. */
export function operationOf(row: Row<"LithicOperation">, owner: string, lastTriedAt: Date): Operation {
  const [, status] = /^(\d{3}) /.exec(row.lastError ?? "") ?? [];
  return {
    id: row.id,
    accountId: row.accountId,
    kind: row.kind as OperationKindName,
    targetId: Number(row.targetId),
    payload: JSON.parse(openField("LithicOperation", row, "payload") ?? "{}"),
    idempotencyKey: row.idempotencyKey,
    attemptsBefore: row.attempts - 1,
    lastStatus: status === undefined ? undefined : Number(status),
    createdAt: row.createdAt,
    lastTriedAt,
    keyMadeAt: row.keyMadeAt,
    lease: { operationId: row.id, owner },
  };
}

/** Ends an operation within the command that puts its outcome in force; what was sent is forgotten. Throws STALE when somebody else has it now. */
export async function endOperation(
  db: Writer,
  { operationId, owner }: Lease,
  status: "done" | "refused",
  lastError: string | null = null,
): Promise<Row<"LithicOperation">> {
  const row = await db.findForUpdate("LithicOperation", operationId);
  if (row.status !== "running" || row.leaseOwner !== owner)
    throw new AppError("STALE", "Another worker has taken this over; nothing was changed.");
  return db.update("LithicOperation", row, {
    status,
    lastError,
    payload: "{}",
    leaseOwner: null,
    leaseUntil: null,
  });
}
