import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Row } from "@/lib/db/schema.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError, CallError } from "@/lib/errors.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { heldUnder } from "./held-operation.ts";
import { expiresKey, lateMilliseconds } from "./idempotency-key.ts";
import { type Operation, type OperationType, readPayload, toOperation } from "./operation.ts";
import { pendingStatuses } from "./pending.ts";

// The lease is renewed while the operation runs. A worker that has not renewed it has died.
const leaseMilliseconds = 20_000;
const renewEveryMilliseconds = 5_000;
const maxPause = 15_000;
const waitAtMost = 2_500;
// Nothing is postponed for longer. A later time was written before the clock was set back.
const maxAheadMilliseconds = 60_000;
// Enough to use the issuer's full rate (15 cards a second) while each answer takes a second.
const concurrency = 16;
const goesOnMilliseconds = 5_000;

/** Tries an operation right after its commit, for as long as a person would wait. A slower attempt
 *  continues in the background. */
export async function tryNow(type: OperationType, operationId: number): Promise<void> {
  const running = attempt(type, operationId).catch((error: unknown) =>
    log().error({ error, operationId }, "outbox: an attempt failed"),
  );
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
  const claimed = await claim(type, operationId);
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

async function claim(type: OperationType, operationId: number): Promise<Claimed | undefined> {
  const { row, older } = await acrossAccounts(async (db) => {
    const row = await db.lithicOperation.findFirst({ where: { id: operationId } });
    if (!row) return { row, older: null };
    const { accountId, cardId, userId } = row;
    const before = {
      accountId,
      cardId,
      userId,
      id: { lt: operationId },
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
  if (older) await letPass(operationId);
  if (!row || older) return undefined;
  const now = new Date();
  const owner = `${hostname().slice(0, 40)}:${process.pid}:${randomUUID()}`;
  const taken = {
    status: "running",
    attempts: row.attempts + 1,
    version: row.version + 1,
    leaseOwner: owner,
    leaseUntil: new Date(now.getTime() + leaseMilliseconds),
    updatedAt: now,
  };
  const { count } = await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({
      where: { id: row.id, version: row.version, OR: isDue(now) },
      data: taken,
    }),
  );
  if (count === 0) return undefined;
  const claimed = { ...row, ...taken };
  return { operation: toOperation(claimed, owner, row.updatedAt), row: claimed };
}

// Matches operations that wait to be sent, and those held by a worker that died.
function isDue(now: Date) {
  const far = new Date(now.getTime() + maxAheadMilliseconds);
  return [
    {
      status: { in: ["waiting", "unknown"] },
      OR: [{ nextAttemptAt: { lte: now } }, { nextAttemptAt: { gt: far } }],
    },
    { status: { in: ["running"] }, OR: [{ leaseUntil: { lte: now } }, { leaseUntil: { gt: far } }] },
  ];
}

async function renewLease({ lease }: Operation): Promise<void> {
  const data = { leaseUntil: new Date(Date.now() + leaseMilliseconds) };
  await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({ where: heldUnder(lease), data }),
  ).catch((error: unknown) =>
    log().warn({ error, operationId: lease.operationId }, "outbox: a lease could not be renewed"),
  );
}

// Postpones an operation that waits for another, so that it does not block those that can run now.
async function letPass(operationId: number): Promise<void> {
  const data = { nextAttemptAt: new Date(Date.now() + 1_000), version: { increment: 1 } };
  await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({ where: { id: operationId, status: "waiting" }, data }),
  );
}

// Another version of the portal knows this kind, and may be running beside this one.
async function putOff(operationId: number, kind: string): Promise<void> {
  log().error({ operationId, kind }, "outbox: there is no such kind of operation");
  const now = new Date();
  const data = {
    status: "waiting",
    nextAttemptAt: new Date(now.getTime() + maxAheadMilliseconds / 2),
    leaseOwner: null,
    leaseUntil: null,
    version: { increment: 1 },
  };
  await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({ where: { id: operationId, OR: isDue(now) }, data }),
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
  const usual = Math.min(
    maxPause,
    Math.max(asked, 500 * 2 ** Math.min(attemptsBefore, 5)) * (0.75 + Math.random() / 2),
  );
  const answered = error instanceof CallError ? error.status : undefined;
  const isTooEarly = error instanceof CallError && error.isTooEarly;
  const pause = isTooEarly || expiresKey(answered, attemptsBefore + 1) ? lateMilliseconds : usual;
  const status =
    error instanceof CallError && error.kind === "unavailable" && attemptsBefore === 0
      ? "waiting"
      : "unknown";
  await postpone(operation, status, pause, describe(error));
}

function describe(error: unknown): string {
  if (!(error instanceof CallError)) return "The portal could not write the outcome.";
  return [error.status, error.message, error.reference && `(${error.reference})`]
    .filter(Boolean)
    .join(" ")
    .slice(0, 500);
}

async function postpone(
  { lease }: Operation,
  status: "waiting" | "unknown",
  milliseconds: number,
  lastError: string,
): Promise<void> {
  const now = Date.now();
  await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({
      where: heldUnder(lease),
      data: {
        status,
        lastError,
        nextAttemptAt: new Date(now + milliseconds),
        leaseOwner: null,
        leaseUntil: null,
        version: { increment: 1 },
        updatedAt: new Date(now),
      },
    }),
  );
}

/** The due operations, longest waiting first. */
function dueOperations(limit: number): Promise<readonly { id: number; kind: string }[]> {
  const now = new Date();
  return acrossAccounts(async (db) => {
    const due: { id: number; kind: string }[] = [];
    for (const where of isDue(now))
      due.push(
        ...(await db.lithicOperation.findMany({
          where,
          orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
          take: limit,
          select: { id: true, kind: true },
        })),
      );
    return due;
  });
}

/** Every operation type, by its name. */
export type OperationTypes = ReadonlyMap<string, OperationType>;

/** Tries what is due, a few at a time, and returns how many could be tried. It picks up newly due
 *  operations for a few seconds, so that one call that hangs does not hold up the rest. */
export async function attemptDue(types: OperationTypes): Promise<number> {
  const queue = [...(await dueOperations(50))];
  const until = performance.now() + goesOnMilliseconds;
  let tried = 0;
  let triedBefore = 0;
  let refilling: Promise<unknown> | undefined;
  const refill = async () => {
    if (tried === triedBefore || performance.now() > until) return;
    triedBefore = tried;
    queue.push(...(await dueOperations(50)));
  };
  const next = async () => {
    if (queue.length === 0) {
      refilling ??= refill().finally(() => {
        refilling = undefined;
      });
      await refilling;
    }
    return queue.shift();
  };
  const inTurn = async () => {
    for (let due = await next(); due; due = await next()) {
      const { id: operationId, kind } = due;
      const type = types.get(kind);
      if (!type) {
        await putOff(operationId, kind);
        continue;
      }
      const wasTried = await attempt(type, operationId).catch((error: unknown) => {
        log().error({ error, operationId }, "outbox: an attempt failed");
        return false;
      });
      if (wasTried) tried += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, inTurn));
  return tried;
}
