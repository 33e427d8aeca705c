import { AppError } from "@/lib/errors.ts";
import type { DescribedSchema } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

interface DriverCause {
  readonly kind?: string;
  readonly originalCode?: string;
  readonly originalMessage?: string;
  readonly constraint?: { readonly index?: string; readonly fields?: readonly string[] };
}

interface PrismaError {
  readonly code?: string;
  readonly message?: string;
  readonly constraint?: string;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: DriverCause } };
  readonly cause?: unknown;
}

const tables: DescribedSchema = schemaMap;

/** The answer to a COMMIT was lost, so the change may or may not be stored. */
export class UnknownOutcomeError extends Error {
  override readonly name = "UnknownOutcomeError";
}

/** Whether the whole unit of work can succeed when it runs again: after a lost race, a deadlock,
 *  or a busy SQLite file. */
export function isWorthRetrying(error: unknown): boolean {
  const { code, kind, originalCode } = read(error);
  return (
    code === "P2034" ||
    kind === "TransactionWriteConflict" ||
    ["40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"].includes(originalCode ?? "") ||
    (kind === "UniqueConstraintViolation" && uniqueIndex(error) === "idempotency_keys_key")
  );
}

/** Translates a database error to an AppError that names the field and the rule. Returns other
 *  errors unchanged. */
export function asAppError(error: unknown): unknown {
  const { kind, originalMessage = "" } = read(error);
  const options = { cause: error };
  if (kind === "UniqueConstraintViolation") return duplicate(uniqueIndex(error), options);
  if (kind === "NullConstraintViolation") return new AppError("INVALID_INPUT", undefined, options);
  const check = /\b(chk_\w+)\b/.exec(originalMessage)?.[1];
  if (check) return brokenCheck(check, options);
  if (kind === "ForeignKeyConstraintViolation")
    return new AppError("NOT_FOUND", "What this refers to does not exist. Nothing was changed.", options);
  if (error instanceof UnknownOutcomeError) return new AppError("UNKNOWN_OUTCOME", undefined, options);
  if (isDiskFull(error)) return new AppError("READ_ONLY", diskFull, options);
  if (isReadOnly(error)) return new AppError("READ_ONLY", undefined, options);
  if (isAway(error)) return new AppError("UNAVAILABLE", undefined, options);
  return isOverloaded(error) ? new AppError("BUSY", undefined, options) : error;
}

const diskFull =
  "The portal's disk is full, so nothing can be saved. You can still look things up. Contact support and quote this message.";

const has = (error: unknown, codes: readonly string[]) => {
  const { code = "", kind = "", originalCode = "" } = read(error);
  // SQLite refines its codes, as in SQLITE_IOERR_WRITE.
  return codes.some((known) => [code, kind, originalCode].some((one) => `${one}_`.startsWith(`${known}_`)));
};

/** Whether the database has no room for what is to be saved. */
export const isDiskFull = (error: unknown): boolean => has(error, ["SQLITE_FULL", "53100", "ENOSPC"]);

const isReadOnly = (error: unknown) => has(error, ["SQLITE_READONLY", "25006"]);

const awayCodes = [
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"],
  ...["EPIPE", "P1001", "P1017", "57P01", "57P02", "57P03", "28P01", "28000", "3D000"],
  ...["08000", "08001", "08003", "08004", "08006", "08P01"],
  ...["DatabaseNotReachable", "ConnectionClosed", "TlsConnectionError", "DatabaseDoesNotExist"],
  ...["AuthenticationFailed", "DatabaseAccessDenied", "SQLITE_CANTOPEN", "SQLITE_IOERR"],
];

// The driver has no code for a connection that broke.
/** Whether the connection to the database broke, or none could be made. */
export const isAway = (error: unknown): boolean =>
  has(error, awayCodes) ||
  (error instanceof Error &&
    /Connection terminated|connection error and is not queryable/.test(error.message));

// No connection was free, or the transaction timed out before its COMMIT.
function isOverloaded(error: unknown): boolean {
  const { code = "", originalCode = "" } = read(error);
  if (["P1008", "P2024", "P2028"].includes(code) || ["53300", "57014", "SQLITE_BUSY"].includes(originalCode))
    return true;
  return error instanceof Error && error.message === "timeout exceeded when trying to connect";
}

function read(error: unknown): DriverCause & { code?: string } {
  const { code, meta, cause, message, constraint } = (error ?? {}) as PrismaError;
  // Plain SQL fails with the driver's own error: an SQLSTATE, or the name of SQLite's code.
  if (code !== undefined && /^([0-9A-Z]{5}|SQLITE_\w+)$/.test(code) && !/^P\d{4}$/.test(code))
    return {
      originalCode: code,
      originalMessage: message ?? "",
      ...violation(code, message ?? "", constraint),
    };
  const driver = meta?.driverAdapterError?.cause ?? ((cause ?? {}) as DriverCause);
  return { ...driver, ...(code !== undefined && { code }) };
}

const violations: Readonly<Record<string, string>> = {
  "23502": "NullConstraintViolation",
  "23503": "ForeignKeyConstraintViolation",
  "23505": "UniqueConstraintViolation",
  SQLITE_CONSTRAINT_NOTNULL: "NullConstraintViolation",
  SQLITE_CONSTRAINT_FOREIGNKEY: "ForeignKeyConstraintViolation",
  SQLITE_CONSTRAINT_PRIMARYKEY: "UniqueConstraintViolation",
  SQLITE_CONSTRAINT_UNIQUE: "UniqueConstraintViolation",
};

// PostgreSQL names the index. SQLite names the columns, as "table.column, table.column".
function violation(code: string, message: string, index: string | undefined): DriverCause {
  const kind = violations[code];
  if (kind !== "UniqueConstraintViolation") return kind ? { kind } : {};
  const fields = message.match(/(?<=\.)\w+/g) ?? [];
  return { kind, constraint: index === undefined ? { fields } : { index } };
}

function uniqueIndex(error: unknown): string | undefined {
  const { constraint, originalMessage = "" } = read(error);
  if (constraint?.index) return constraint.index;
  const [, table] = /failed: (\w+)\./.exec(originalMessage) ?? [];
  const columns = constraint?.fields?.join();
  const model = Object.values(tables).find((candidate) => candidate.table === table);
  return model?.indexes.find(
    (index) => index.unique && index.fields.map((field) => model.fields[field]?.column).join() === columns,
  )?.name;
}

function duplicate(indexName: string | undefined, options: { cause: unknown }): AppError {
  for (const model of Object.values(tables)) {
    const index = model.indexes.find((candidate) => candidate.name === indexName);
    const field = index?.fields.at(-1);
    // Sealed values have a blind index that nobody types. The error names the field behind it.
    if (field)
      return new AppError("DUPLICATE", undefined, {
        ...options,
        fields: { [field.replace(/Index$/, "")]: "This is already in use. Choose another." },
      });
  }
  return new AppError("DUPLICATE", undefined, options);
}

function brokenCheck(name: string, options: { cause: unknown }): AppError {
  for (const model of Object.values(tables)) {
    const rest = name.startsWith(`chk_${model.table}_`)
      ? name.slice(`chk_${model.table}_`.length).replace(/_(insert|update)$/, "")
      : undefined;
    const field = Object.entries(model.fields).find(([, { column }]) => column === rest)?.[0];
    if (field)
      return new AppError("INVALID_INPUT", undefined, {
        ...options,
        fields: { [field]: "This value is not allowed here. Enter another." },
      });
    if (rest)
      return new AppError(
        "INVALID_INPUT",
        `These values do not go together (${rest.replaceAll("_", " ")}).`,
        options,
      );
  }
  return new AppError("INVALID_INPUT", undefined, options);
}
