import type { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { connection } from "./client.ts";
import type { ModelName } from "./schema.ts";
import { type OwnRows, type Tenant, withScope } from "./scope.ts";

type Reads = "findFirst" | "findMany" | "count" | "aggregate" | "groupBy";

/** A database that can only be read, narrowed to a scope. */
export type Reader = {
  readonly [M in ModelName as Uncapitalize<M>]: Pick<PrismaClient[Uncapitalize<M>], Reads>;
};

/** The transaction of a writing unit of work. Commands do not see it: they get a Writer. */
export type Transaction = Prisma.TransactionClient;

type Deleted = "hidden" | "included";

/** Reads within one account: other accounts, deleted rows unless asked for, and rows that are not one's own where
 *  only own rows count, do not exist there. */
export function inAccount<T>(
  accountId: number,
  work: (db: Reader) => Promise<T>,
  deleted: Deleted = "hidden",
  own?: OwnRows,
): Promise<T> {
  return read({ accountId }, deleted, work, own);
}

/** Reads over all accounts: for those who have none yet (sign-in, webhooks, the worker) and for the platform's operators. */
export function acrossAccounts<T>(work: (db: Reader) => Promise<T>, deleted: Deleted = "hidden"): Promise<T> {
  return read("across", deleted, work);
}

function read<T>(
  tenant: Tenant,
  deleted: Deleted,
  work: (db: Reader) => Promise<T>,
  own?: OwnRows,
): Promise<T> {
  return withScope({ tenant, writes: false, deleted, own }, () => work(connection().reader));
}

/** Runs work in one writing transaction: all of it happens or nothing does. Changes go through `command()`, which calls it; beside it only what is itself machinery. */
export function inTransaction<T>(tenant: Tenant, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { writer, transaction } = connection();
  return withScope({ tenant, writes: true, deleted: "hidden" }, () => transaction(() => work(writer)));
}
