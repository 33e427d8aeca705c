import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "@/lib/errors.ts";
import { describe, type ModelName } from "./schema.ts";
import { visibleRows } from "./visible-rows.ts";

type Args = Record<string, unknown>;

/** Whose rows a unit of work may touch: one account's, or everybody's. */
export type Tenant = { readonly accountId: number } | "across";

/** The rows that are somebody's own: for each model a condition as Prisma takes it. Models without one are not narrowed. */
export type OwnRows = Readonly<Partial<Record<ModelName, Args>>>;

/** What a unit of work may touch, and whether deleted rows are there for it. */
export interface Scope {
  readonly tenant: Tenant;
  readonly writes: boolean;
  readonly deleted: "hidden" | "included";
  /** Narrows what is read to the rows of one person. */
  readonly own?: OwnRows | undefined;
  /** Stands for the unit of work itself, through all its narrower scopes. */
  readonly unit: object;
}

// Shared by all bundles that Next makes of this module, as the connection is.
const held = globalThis as typeof globalThis & { portalScope?: AsyncLocalStorage<Scope> };
held.portalScope ??= new AsyncLocalStorage<Scope>();
const current = held.portalScope;

/** Runs work in a scope; every query in it is narrowed to that scope. */
export function withScope<T>(scope: Omit<Scope, "unit">, work: () => Promise<T>): Promise<T> {
  // Prisma's promises start when they are awaited, which has to happen in here.
  return current.run({ ...scope, unit: {} }, async () => await work());
}

/** Runs a part of a unit of work that has to see deleted rows too. */
export function withDeleted<T>(work: () => Promise<T>): Promise<T> {
  return current.run({ ...currentScope(), deleted: "included" }, async () => await work());
}

/** The scope of this unit of work. Throws outside of one: a query without a scope does not run. */
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

/** The arguments of a Prisma call on a model, narrowed to the scope of this unit of work. Throws for what no scope allows: deleting, nested
 *  writes, and calls by a unique key, whose partial forms also match deleted rows and, in `delete`, take all of them. */
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

/** What makes a row one's own in this unit of work; nothing where all rows count. */
export const ownCondition = (model: ModelName): Args => currentScope().own?.[model] ?? {};

/** What every row of this unit of work has: its account, no time of deletion, and its owner where only own rows count. */
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
