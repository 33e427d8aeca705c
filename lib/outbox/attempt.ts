import { setTimeout as wait } from "node:timers/promises";
import type { Row } from "@/lib/db/schema.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError, CallError } from "@/lib/errors.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { claim, newOwner, type Queue, release, renew } from "./claim.ts";
import { expiresKey, lateMilliseconds } from "./idempotency-key.ts";
import { type Operation, type OperationType, readPayload, toOperation } from "./operation.ts";
import { pendingStatuses } from "./pending.ts";

/** The operations that wait for the issuer. A lease is renewed while its operation runs. A worker
 *  that has not renewed it has died. */
export const operationQueue: Queue<"LithicOperation"> = {
  model: "LithicOperation",
  statuses: pendingStatuses,
  leaseMilliseconds: 20_000,
  maxAheadMilliseconds: 10 * 60_000,
};
const renewEveryMilliseconds = 5_000;
const maxPause = 15_000;
const waitAtMost = 2_500;

const inBackground = new Set<Promise<unknown>>();

/** Waits for the attempts that people no longer wait for. */
export const attemptsInBackground = () => Promise.all(inBackground);

/** Tries an operation right after its commit, for as long as a person would wait. A slower attempt
 *  continues in the background. */
export async function tryNow(type: OperationType, operationId: number): Promise<void> {
  const running = attempt(type, operationId)
    .catch((error: unknown) => log().error({ error, operationId }, "outbox: an attempt failed"))
    .finally(() => inBackground.delete(running));
  inBackground.add(running);
  const stop = new AbortController();
  await Promise.race([
    running,
    wait(waitAtMost, undefined, { signal: stop.signal, ref: false }).catch(() => {}),
  ]);
  stop.abort();
}

/** Tries an operation if it is due, no other worker holds it, and no older one is pending for the
 *  same row. Applies its outcome. Returns whether it was tried. */
export async function attempt(type: OperationType, operationId: number): Promise<boolean> {
  const claimed = await claimOperation(type, operationId);
  if (!claimed) return false;
  crashPoint("claim", type.name);
  const renewal = setInterval(() => void renewLease(claimed.operation), renewEveryMilliseconds);
  try {
    const operation = { ...claimed.operation, payload: readPayload(type, claimed.row) };
    const answer = await type.send(operation);
    crashPoint("lithic", type.name);
    await type.confirm(operation, answer);
    crashPoint("confirm", type.name);
  } catch (error) {
    await failed(type, claimed.operation, error);
  } finally {
    clearInterval(renewal);
  }
  return true;
}

interface Claimed {
  readonly operation: Operation<undefined>;
  readonly row: Row<"LithicOperation">;
}

async function claimOperation(type: OperationType, id: number): Promise<Claimed | undefined> {
  const { row, older } = await acrossAccounts(async (db) => {
    const row = await db.lithicOperation.findFirst({ where: { id } });
    if (!row) return { row, older: null };
    const { accountId, cardId, userId, spendingProfileId } = row;
    const before = {
      accountId,
      cardId,
      userId,
      spendingProfileId,
      id: { lt: id },
      status: { in: [...pendingStatuses] },
      ...(type.overtakes && {
        OR: [{ status: "running" }, { kind: { notIn: [...type.overtakes] } }],
      }),
    };
    return {
      row,
      older: await db.lithicOperation.findFirst({
        where: before,
        orderBy: { id: "asc" },
        select: { id: true },
      }),
    };
  });
  if (older) await letPass(id);
  if (!row || older) return undefined;
  const { attempts, version, updatedAt } = row;
  const owner = newOwner();
  const change = { status: "running", attempts: attempts + 1 };
  const [claimed] = await claim(operationQueue, { id, version }, owner, change);
  return claimed && { operation: toOperation(claimed, owner, updatedAt), row: claimed };
}

async function renewLease({ id, lease }: Operation): Promise<void> {
  await renew(operationQueue, { id, owner: lease.owner }).catch((error: unknown) =>
    log().warn({ error, operationId: id }, "outbox: a lease could not be renewed"),
  );
}

// Postpones an operation that waits for another, so that it does not block those that can run now.
async function letPass(operationId: number): Promise<void> {
  const data = { nextAttemptAt: new Date(Date.now() + 1_000), version: { increment: 1 } };
  await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({ where: { id: operationId, status: "waiting" }, data }),
  );
}

async function failed(type: OperationType, operation: Operation, error: unknown): Promise<void> {
  const { id: operationId, attemptsBefore } = operation;
  const { name } = type;
  if (error instanceof CallError && error.kind === "refused") {
    log().warn(
      { operationId, kind: name, status: error.status, reference: error.reference },
      "outbox: refused",
    );
    try {
      await type.refuse(operation, error.message);
      return;
    } catch (unwritten) {
      return failed(
        type,
        operation,
        unwritten instanceof CallError && unwritten.kind === "refused" ? new Error(error.message) : unwritten,
      );
    }
  }
  // Another worker holds it now and will write its outcome.
  if (error instanceof AppError && error.code === "STALE") return;
  const told =
    error instanceof CallError
      ? { status: error.status, reference: error.reference, failure: error.kind }
      : { error };
  log().warn(
    { ...told, operationId, kind: name, attempts: attemptsBefore + 1 },
    "outbox: not answered; it will be tried again",
  );
  const asked = error instanceof CallError ? (error.retryAfter ?? 0) * 1_000 : 0;
  const usual = Math.min(maxPause, 500 * 2 ** Math.min(attemptsBefore, 5) * (0.75 + Math.random() / 2));
  const answered = error instanceof CallError ? error.status : undefined;
  const isTooEarly = error instanceof CallError && error.isTooEarly;
  const own = isTooEarly || expiresKey(answered, attemptsBefore + 1) ? lateMilliseconds : usual;
  // Never before the time that was asked for. A little later, so that not all come at once.
  const pause = Math.min(
    Math.max(own, asked * (1 + Math.random() / 10)),
    operationQueue.maxAheadMilliseconds - 1_000,
  );
  const status =
    error instanceof CallError && error.kind === "unavailable" && attemptsBefore === 0
      ? "waiting"
      : "unknown";
  const nextAttemptAt = new Date(Date.now() + pause);
  const result = { status, lastError: describe(error), nextAttemptAt };
  await release("LithicOperation", { id: operationId, owner: operation.lease.owner }, result);
}

function describe(error: unknown): string {
  if (!(error instanceof CallError)) return "The portal could not write the outcome.";
  return [error.status, error.message, error.reference && `(${error.reference})`]
    .filter(Boolean)
    .join(" ")
    .slice(0, 500);
}
