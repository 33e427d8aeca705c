import { randomUUID } from "node:crypto";
import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { tryNow } from "./attempt.ts";
import { lateMilliseconds } from "./idempotency-key.ts";
import type { OperationType } from "./operation.ts";
import { pendingStatuses } from "./pending.ts";
import { type TargetModel, targetOf } from "./target.ts";

/** What a command passes in to save an operation together with its change. */
export type EnqueueWork = Pick<Work<unknown>, "db" | "now" | "after">;

/** Saves an operation in the transaction of the change that needs it. It is tried right after the
 *  commit, then by the worker until it has an answer. Returns the id of the operation. */
export async function enqueue<M extends TargetModel, Payload>(
  work: EnqueueWork,
  type: OperationType<M, Payload>,
  row: Row<M>,
  ...[payload]: Payload extends undefined ? [] : [payload: Payload]
): Promise<number> {
  const operationId = await save(work, type, row.id, payload ?? {});
  work.after(async () => {
    crashPoint("intent", type.name);
    await tryNow(type, operationId);
  });
  return operationId;
}

/** Saves an operation that the worker attempts, for a command that its own operation type calls. */
export async function enqueueForWorker(
  work: EnqueueWork,
  type: Pick<OperationType, "name" | "target" | "supersedes">,
  row: { readonly id: number },
): Promise<void> {
  await save(work, type, row.id, {});
}

type Saved = Pick<OperationType, "name" | "target" | "supersedes" | "reconcile">;

async function save(work: EnqueueWork, type: Saved, targetId: number, payload: object): Promise<number> {
  const isReconcileNeeded = await supersede(work, type, targetId);
  const operationId = await insert(work, type, targetId, payload, work.now);
  if (type.reconcile && isReconcileNeeded)
    await insert(work, type.reconcile, targetId, {}, new Date(work.now.getTime() + lateMilliseconds));
  return operationId;
}

async function insert(
  { db, now }: EnqueueWork,
  { name, target }: Pick<OperationType, "name" | "target">,
  targetId: number,
  payload: object,
  nextAttemptAt: Date,
): Promise<number> {
  const { id } = await db.insert("LithicOperation", {
    kind: name,
    ...targetOf(target, targetId),
    payload: JSON.stringify(payload),
    idempotencyKey: randomUUID(),
    keyMadeAt: now,
    nextAttemptAt,
  });
  return id;
}

// Returns whether a superseded call, or one that timed out before it was confirmed, could still
// arrive.
async function supersede(
  work: EnqueueWork,
  { target, supersedes, reconcile }: Saved,
  targetId: number,
): Promise<boolean> {
  if (!supersedes) return false;
  const sameKind = { ...targetOf(target, targetId), kind: { in: [...supersedes] } };
  const earlier = await work.db.read.lithicOperation.findMany({
    where: { ...sameKind, status: { in: [...pendingStatuses] } },
  });
  for (const row of earlier)
    if (row.status !== "running")
      await work.db.update("LithicOperation", row, { status: "superseded", payload: "{}" });
  if (earlier.some(({ attempts, kind }) => attempts > 0 || kind === reconcile?.name)) return true;
  const since = new Date(work.now.getTime() - 2 * lateMilliseconds);
  const sentTwice = { ...sameKind, attempts: { gt: 1 }, updatedAt: { gt: since } };
  return (await work.db.read.lithicOperation.findFirst({ where: sentTwice, select: { id: true } })) !== null;
}
