import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "@/lib/errors.ts";
import { describe, type ModelName } from "./schema.ts";
import { visibleRows } from "./visible-rows.ts";

type Args = Record<string, unknown>;

/** The rows that a unit of work may access: one account's, or all accounts'. */
export type Tenant = { readonly accountId: number } | "across";

/** Which rows are a person's own: a Prisma condition for each model. Models without a condition
 *  are not narrowed. */
export type OwnRows = Readonly<Partial<Record<ModelName, Args>>>;

/** What a unit of work may access, and whether it sees deleted rows. */
export interface Scope {
  readonly tenant: Tenant;
  readonly writes: boolean;
  readonly deleted: "hidden" | "included";
  /** Narrows reads to the rows of one person. */
  readonly own?: OwnRows | undefined;
  /** Identifies the unit of work through all its narrower scopes. */
  readonly unit: object;
}

// Shared by all bundles that Next makes of this module, as the connection is.
const held = globalThis as typeof globalThis & { portalScope?: AsyncLocalStorage<Scope> };
held.portalScope ??= new AsyncLocalStorage<Scope>();
const current = held.portalScope;

/** Runs work in a scope. Every query in it is narrowed to that scope. */
export function withScope<T>(scope: Omit<Scope, "unit">, work: () => Promise<T>): Promise<T> {
  // Prisma's promises start when they are awaited, so the await has to be inside the scope.
  return current.run({ ...scope, unit: {} }, async () => await work());
}

/** Runs a part of a unit of work that also sees deleted rows. */
export function withDeleted<T>(work: () => Promise<T>): Promise<T> {
  return current.run({ ...currentScope(), deleted: "included" }, async () => await work());
}

/** Whether a unit of work is under way here. */
export const isInScope = (): boolean => current.getStore() !== undefined;

/** The scope of this unit of work. Throws outside of one: no query runs without a scope. */
export function currentScope(): Scope {
  const scope = current.getStore();
  if (!scope)
    throw new AppError(
      "BROKEN",
      "A query ran outside of any scope: use inAccount(), acrossAccounts() or command()",
    );
  return scope;
}

const reads = new Set(["findFirst", "findFirstOrThrow", "findMany", "count", "aggregate", "groupBy"]);
const updates = new Set(["updateMany", "updateManyAndReturn"]);
const creates = new Set(["create", "createMany", "createManyAndReturn"]);

/** Narrows the arguments of a Prisma call to the scope of this unit of work. Throws for what no
 *  scope allows: deletes, nested writes, and calls by a unique key. The partial forms of unique
 *  keys also match deleted rows and, in `delete`, take all of them. */
export function narrowToScope(model: string, operation: string, args: Args = {}): Args {
  const scope = currentScope();
  if (reads.has(operation)) return mine(model, scope, visibleRows(model, args, scope));
  if (!scope.writes)
    throw refused(model, operation, "this unit of work only reads; changes go through command()");
  if (updates.has(operation)) {
    refuseForeign(model, scope, args.data);
    return mine(model, scope, args);
  }
  if (creates.has(operation)) {
    refuseForeign(model, scope, args.data);
    return args;
  }
  throw refused(
    model,
    operation,
    operation.startsWith("delete")
      ? "rows are deleted softly"
      : "it may match deleted rows; use findFirst or updateMany",
  );
}

/** The condition that makes a row the person's own in this unit of work.
 *  Empty when all rows count. */
export const ownCondition = (model: ModelName): Args => currentScope().own?.[model] ?? {};

/** The condition for every row of this unit of work: its account, no deletion time, and its owner
 *  when only own rows count. */
export function rowsInScope(model: ModelName, deleted = currentScope().deleted): Args {
  const { tenant } = currentScope();
  const { tenantField, softDeleted } = describe(model);
  return {
    ...ownCondition(model),
    ...(tenant !== "across" && { [tenantField]: tenant.accountId }),
    ...(softDeleted && deleted === "hidden" && { deletedAt: null }),
  };
}

function mine(model: string, { tenant }: Scope, args: Args): Args {
  if (tenant === "across") return args;
  const own = { [describe(model).tenantField]: tenant.accountId };
  return { ...args, where: args.where ? { AND: [args.where, own] } : own };
}

function refuseForeign(model: string, { tenant }: Scope, data: unknown): void {
  const { tenantField, relations } = describe(model);
  for (const row of [data].flat() as Args[]) {
    const nested = Object.keys(row).find((key) => key in relations);
    if (nested)
      throw refused(
        model,
        "write",
        `a nested write to ${nested} would pass by the audit log and the tenant check`,
      );
    if (tenant !== "across" && tenantField in row && row[tenantField] !== tenant.accountId)
      throw refused(model, "write", "the row is of another account");
  }
}

function refused(model: string, operation: string, why: string): AppError {
  return new AppError("BROKEN", `${model}.${operation} is refused: ${why}`);
}
