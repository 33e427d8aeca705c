import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { z } from "zod";
import { delegateName, type ModelName, type Row } from "@/lib/db/schema.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import type { Lease } from "./operation.ts";

/** The columns of a table whose rows are work. */
interface Claimable {
  readonly id: number | string;
  readonly status: string;
  /** When the row is due. While a worker holds it, the end of the lease. */
  readonly nextAttemptAt: Date;
  /** The worker that holds the row. After losing the lease it must not write a result. */
  readonly leaseOwner: string | null;
}

type QueueModel = { [M in ModelName]: Row<M> extends Claimable ? M : never }[ModelName];
type Values = Readonly<Record<string, unknown>>;

/** A table whose rows are work. */
export interface Queue<M extends QueueModel = QueueModel> {
  readonly model: M;
  /** The statuses of rows that still have work. */
  readonly statuses: readonly string[];
  readonly leaseMilliseconds: number;
  /** No row is postponed or held for longer. A later time was written before the clock was set
   *  back, so the row is due. */
  readonly maxAheadMilliseconds: number;
}

/** A row, and the worker that holds it. */
export interface Held {
  readonly id: number | string;
  readonly owner: string;
}

/** A new name for a worker, different in every process and on every call. */
export const newOwner = () => `${hostname().slice(0, 40)}:${process.pid}:${randomUUID()}`;

const dueTimes = ({ maxAheadMilliseconds }: Queue, now: Date) => [
  { nextAttemptAt: { lte: now } },
  { nextAttemptAt: { gt: new Date(now.getTime() + maxAheadMilliseconds) } },
];

/** The rows that are due, up to a limit for each status. Statuses come in the order of the queue,
 *  and within one the rows that have been due longest come first. */
export function findDue<M extends QueueModel, Field extends keyof Row<M> & string>(
  queue: Queue<M>,
  limit: number,
  fields: readonly Field[],
): Promise<Pick<Row<M>, Field>[]> {
  const select = Object.fromEntries(fields.map((field) => [field, true]));
  const orderBy = [{ nextAttemptAt: "asc" }, { id: "asc" }];
  const now = new Date();
  return acrossAccounts(async (db) => {
    const due: Pick<Row<M>, Field>[] = [];
    for (const status of queue.statuses)
      for (const time of dueTimes(queue, now)) {
        const args = { where: { status, ...time }, orderBy, take: limit, select };
        due.push(...((await tableOf(db, queue.model).findMany(args)) as Pick<Row<M>, Field>[]));
      }
    return due;
  });
}

/** Claims the matching rows that are still due, and returns those that this worker got. */
export function claim<M extends QueueModel>(
  queue: Queue<M>,
  where: Values,
  owner: string,
  change: Values = {},
): Promise<Row<M>[]> {
  const now = new Date();
  const isDue = { status: { in: [...queue.statuses] }, OR: dueTimes(queue, now) };
  const nextAttemptAt = new Date(now.getTime() + queue.leaseMilliseconds);
  const data = { ...change, leaseOwner: owner, nextAttemptAt, version: { increment: 1 }, updatedAt: now };
  return inTransaction("across", async (tx) => {
    const rows = await tableOf(tx, queue.model).updateManyAndReturn({ where: { AND: [where, isDue] }, data });
    return rows as Row<M>[];
  });
}

/** Extends a lease. Returns its new end, or undefined when it was lost. */
export async function renew(queue: Queue, held: Held): Promise<Date | undefined> {
  const nextAttemptAt = new Date(Date.now() + queue.leaseMilliseconds);
  return (await writeHeld(queue.model, held, { nextAttemptAt })) ? nextAttemptAt : undefined;
}

/** Writes the result of a row and gives it back. Returns false when the lease was lost, or the row
 *  is not as the worker has seen it. */
export function release(model: QueueModel, held: Held, result: Values, seen: Values = {}): Promise<boolean> {
  const data = { ...result, leaseOwner: null, version: { increment: 1 }, updatedAt: new Date() };
  return writeHeld(model, held, data, seen);
}

/** Writes to a row for the worker that holds it. Returns false when the lease was lost. */
export async function writeHeld(
  model: QueueModel,
  { id, owner }: Held,
  data: Values,
  seen: Values = {},
): Promise<boolean> {
  const where = { ...seen, id, leaseOwner: owner };
  const { count } = await inTransaction("across", (tx) => tableOf(tx, model).updateMany({ where, data }));
  return count === 1;
}

/** The fields of a command's input that name an operation and the worker that holds it. */
export const leaseFields = { operationId: z.int(), owner: z.string() };

/** Ends an operation within the command that applies its outcome. Erases the payload. Throws STALE
 *  when the lease was lost. */
export async function endOperation(
  db: Writer,
  { operationId, owner }: Lease,
  status: "done" | "refused",
  lastError: string | null = null,
): Promise<Row<"LithicOperation">> {
  const row = await db.findForUpdate("LithicOperation", operationId);
  if (row.leaseOwner !== owner) throw new AppError("STALE", "Another worker has taken this over.");
  return db.update("LithicOperation", row, {
    status,
    lastError,
    payload: "{}",
    leaseOwner: null,
  });
}

interface Table {
  findMany(args: object): Promise<unknown[]>;
  updateMany(args: { where: object; data: object }): Promise<{ count: number }>;
  updateManyAndReturn(args: { where: object; data: object }): Promise<unknown[]>;
}

const tableOf = (db: object, model: QueueModel) =>
  (db as Record<string, unknown>)[delegateName(model)] as Table;
