import { AppError } from "@/lib/errors.ts";
import { noteFailedStatus } from "@/lib/process/request-notes.mjs";
import type { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { connection } from "./client.ts";
import { asAppError } from "./engines/database-error.ts";
import type { ModelName } from "./schema.ts";
import { type OwnRows, type Tenant, withScope } from "./scope.ts";

type Reads = "findFirst" | "findMany" | "count" | "aggregate" | "groupBy";

/** A read-only database, narrowed to a scope. */
export type Reader = {
  readonly [M in ModelName as Uncapitalize<M>]: Pick<PrismaClient[Uncapitalize<M>], Reads>;
};

/** The transaction of a writing unit of work. Commands do not see it: they get a Writer. */
export type Transaction = Prisma.TransactionClient;

type Deleted = "hidden" | "included";

/** Reads within one account. Rows of other accounts are invisible, and so are deleted rows unless
 *  included, and rows of others when only own rows count. */
export function inAccount<T>(
  accountId: number,
  work: (db: Reader) => Promise<T>,
  deleted: Deleted = "hidden",
  own?: OwnRows,
): Promise<T> {
  return read({ accountId }, deleted, work, own);
}

/** Reads over all accounts: for callers that have no account yet (sign-in, webhooks, the worker)
 *  and for the platform's operators. */
export function acrossAccounts<T>(work: (db: Reader) => Promise<T>, deleted: Deleted = "hidden"): Promise<T> {
  return read("across", deleted, work);
}

function read<T>(
  tenant: Tenant,
  deleted: Deleted,
  work: (db: Reader) => Promise<T>,
  own?: OwnRows,
): Promise<T> {
  return withScope({ tenant, writes: false, deleted, own }, () => work(connection().client)).catch(
    failedRead,
  );
}

function failedRead(error: unknown): never {
  const known = asAppError(error);
  if (known instanceof AppError) noteFailedStatus(known.status);
  throw known;
}

/** Runs work in one writing transaction: all of it happens or nothing does. Changes go through
 *  `command()`, which calls it. Apart from that, only infrastructure calls it. */
export function inTransaction<T>(tenant: Tenant, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { client, transaction } = connection();
  return withScope({ tenant, writes: true, deleted: "hidden" }, () => transaction(() => work(client)));
}
