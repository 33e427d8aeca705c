import { log } from "@/lib/process/log.ts";
import { attempt, operationQueue } from "./attempt.ts";
import { claim, findDue, newOwner, release } from "./claim.ts";
import type { OperationType } from "./operation.ts";

// Enough to use the issuer's full rate (15 cards a second) while each answer takes a second.
const concurrency = 16;
const goesOnMilliseconds = 5_000;
const maxFound = 50;

/** Every operation type, by its name. */
export type OperationTypes = ReadonlyMap<string, OperationType>;

/** Tries what is due, a few at a time, and returns how many could be tried. It picks up newly due
 *  operations for a few seconds, so that one call that hangs does not hold up the rest. */
export async function attemptDue(types: OperationTypes): Promise<number> {
  const queue = [...(await dueOperations())];
  const until = performance.now() + goesOnMilliseconds;
  let tried = 0;
  let triedBefore = 0;
  let refilling: Promise<unknown> | undefined;
  const refill = async () => {
    if (tried === triedBefore || performance.now() > until) return;
    triedBefore = tried;
    queue.push(...(await dueOperations()));
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

// The due operations, longest waiting first.
async function dueOperations() {
  const due = await findDue(operationQueue, maxFound, ["id", "kind", "nextAttemptAt"]);
  return due.sort((a, b) => a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime());
}

// Another version of the portal knows this kind, and may be running beside this one.
async function putOff(id: number, kind: string): Promise<void> {
  log().error({ operationId: id, kind }, "outbox: there is no such kind of operation");
  const owner = newOwner();
  await claim(operationQueue, { id }, owner, { status: "running" });
  const nextAttemptAt = new Date(Date.now() + operationQueue.maxAheadMilliseconds / 2);
  await release("LithicOperation", { id, owner }, { status: "waiting", nextAttemptAt });
}
