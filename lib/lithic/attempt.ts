import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { IssuerError } from "./issuer-error.ts";
import { kinds } from "./kinds.ts";
import { heldUnder, type Operation, type OperationKindName, operationOf, unfinished } from "./operation.ts";
import { atLowPriority } from "./rate-limits.ts";
import { lateMilliseconds, spendsKey } from "./spent-key.ts";

// Renewed while the operation is under way; who has not renewed it has died.
const leaseMilliseconds = 20_000;
const renewEveryMilliseconds = 5_000;
const longestPause = 15_000;
const patience = 2_500;
// Nothing is put off for longer, so what lies further ahead was written before the clock was put back.
const furthestMilliseconds = 60_000;
// Enough to use the rate the issuer grants (15 cards a second) while it takes a second to answer.
const lanes = 16;
const goesOnMilliseconds = 5_000;

/** Tries an operation right after its commit, for as long as a person would wait; what takes longer goes on by itself. */
export async function attemptSoon(operationId: number): Promise<void> {
  const running = attempt(operationId).catch((error: unknown) =>
    log().error({ error, operationId }, "issuer: an attempt failed"),
  );
  const stop = new AbortController();
  await Promise.race([
    running,
    wait(patience, undefined, { signal: stop.signal, ref: false }).catch(() => {}),
  ]);
  stop.abort();
}

/** Tries an operation if it is due, nobody else has it and nothing older is owed for the same row; answers whether it did. Its outcome is put in
 *  force by the command of its kind. */
export async function attempt(operationId: number): Promise<boolean> {
  const operation = await claim(operationId);
  if (!operation) return false;
  crashPoint("claim", operation.kind);
  const kind = kinds[operation.kind];
  const renewal = setInterval(() => void renewLease(operation), renewEveryMilliseconds);
  try {
    const putInForce = await kind.send(operation);
    crashPoint("lithic", operation.kind);
    await putInForce();
    crashPoint("confirm", operation.kind);
  } catch (error) {
    await failed(operation, error);
  } finally {
    clearInterval(renewal);
  }
  return true;
}

async function claim(operationId: number): Promise<Operation | undefined> {
  const { row, older } = await acrossAccounts(async (db) => {
    const row = await db.lithicOperation.findFirst({ where: { id: operationId } });
    if (!row) return { row, older: null };
    const { accountId, targetType, targetId } = row;
    const before = {
      accountId,
      targetType,
      targetId,
      id: { lt: operationId },
      status: { in: [...unfinished] },
      ...waitsFor(row.kind),
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
  return count === 1 ? operationOf({ ...row, ...taken }, owner, row.updatedAt) : undefined;
}

const passed: readonly OperationKindName[] = [
  "card.change-limit",
  "card.change-memo",
  "card.reissue",
  "card.renew",
  "card.convert",
];

// A card that is to be stopped does not wait for what does not let it be used; only for what is being sent right now.
function waitsFor(kind: string) {
  const isState = ["card.freeze", "card.unfreeze", "card.close"].includes(kind);
  return isState ? { OR: [{ status: "running" }, { kind: { notIn: [...passed] } }] } : {};
}

// What is to be sent, and what somebody has who died.
function isDue(now: Date) {
  const far = new Date(now.getTime() + furthestMilliseconds);
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
    log().warn({ error, operationId: lease.operationId }, "issuer: a lease could not be renewed"),
  );
}

// What has to wait for another must not stand in the way of those that could go now.
async function letPass(operationId: number): Promise<void> {
  const data = { nextAttemptAt: new Date(Date.now() + 1_000), version: { increment: 1 } };
  await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({ where: { id: operationId, status: "waiting" }, data }),
  );
}

async function failed(operation: Operation, error: unknown): Promise<void> {
  const { id: operationId, kind: name, attemptsBefore } = operation;
  if (error instanceof IssuerError && error.kind === "refused") {
    log().warn(
      { operationId, kind: name, status: error.status, reference: error.reference },
      "issuer: refused",
    );
    try {
      await kinds[name].refused(operation, error.message);
      return;
    } catch (unwritten) {
      return failed(
        operation,
        unwritten instanceof IssuerError && unwritten.kind === "refused"
          ? new Error(error.message)
          : unwritten,
      );
    }
  }
  // Somebody else has it now, and will write its outcome.
  if (error instanceof AppError && error.code === "STALE") return;
  const told =
    error instanceof IssuerError
      ? { status: error.status, reference: error.reference, failure: error.kind }
      : { error };
  log().warn(
    { ...told, operationId, kind: name, attempts: attemptsBefore + 1 },
    "issuer: not answered; it will be tried again",
  );
  const asked = error instanceof IssuerError ? (error.retryAfter ?? 0) * 1_000 : 0;
  const usual = Math.min(
    longestPause,
    Math.max(asked, 500 * 2 ** Math.min(attemptsBefore, 5)) * (0.75 + Math.random() / 2),
  );
  const answered = error instanceof IssuerError ? error.status : undefined;
  const isTooEarly = error instanceof IssuerError && error.isTooEarly;
  const pause = isTooEarly || spendsKey(answered, attemptsBefore + 1) ? lateMilliseconds : usual;
  const status =
    error instanceof IssuerError && error.kind === "unavailable" && attemptsBefore === 0
      ? "waiting"
      : "unknown";
  await postpone(operation, status, pause, describe(error));
}

function describe(error: unknown): string {
  if (!(error instanceof IssuerError)) return "The portal could not write the outcome.";
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

/** The operations whose turn has come, the longest waiting first. */
function dueOperations(most: number): Promise<readonly { id: number }[]> {
  const now = new Date();
  return acrossAccounts(async (db) => {
    const due: { id: number }[] = [];
    for (const where of isDue(now))
      due.push(
        ...(await db.lithicOperation.findMany({
          where,
          orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
          take: most,
          select: { id: true },
        })),
      );
    return due;
  });
}

/** Tries until nothing that could be sent now is left, for set-up and tests: what failed and waits for another try is left to the worker. */
export async function settleWithIssuer(): Promise<void> {
  while ((await attemptDue()) > 0);
}

/** Tries what is due, a few at a time, and answers how many it could try. Goes on with what became due meanwhile for a few seconds, so that
 *  one call that hangs does not hold up the rest. */
export async function attemptDue(): Promise<number> {
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
    for (let operation = await next(); operation; operation = await next()) {
      const operationId = operation.id;
      const wasTried = await atLowPriority(() => attempt(operationId)).catch((error: unknown) => {
        log().error({ error, operationId }, "issuer: an attempt failed");
        return false;
      });
      if (wasTried) tried += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, inTurn));
  return tried;
}
