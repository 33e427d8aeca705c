import type { Writer } from "@/lib/db/writer.ts";
import type { words } from "@/prisma/generated/schema-map.ts";
import type { OperationType } from "./operation.ts";
import { type TargetModel, targetOf } from "./target.ts";

export type OperationStatus = (typeof words.LithicOperation.status)[number];

/** The statuses of an operation that still has to be sent, or was sent without an answer. */
export const pendingStatuses = [
  "waiting",
  "running",
  "unknown",
] as const satisfies readonly OperationStatus[];

/** Whether an operation, optionally of certain kinds, is pending for a row. */
export async function hasPending(
  { db }: { readonly db: Writer },
  model: TargetModel,
  id: number,
  types?: readonly Pick<OperationType, "name">[],
): Promise<boolean> {
  const where = {
    ...targetOf(model, id),
    status: { in: [...pendingStatuses] },
    ...(types && { kind: { in: types.map(({ name }) => name) } }),
  };
  return (await db.read.lithicOperation.findFirst({ where, select: { id: true } })) !== null;
}
