import { isoTime } from "@/lib/db/values/sql-time.ts";
import type { DescribedField, DescribedModel, DescribedRelation } from "@/prisma/generate/described-model.ts";
import type { SqlAnswer, SqlValue } from "./engines/database.ts";
import { describe } from "./schema.ts";
import { randomUUIDv7 } from "./values/uuid-v7.ts";

/** A Prisma call as one statement; parameters are written `?`. `read` makes of its answer what Prisma would have given. */
export interface PlainCall {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  read(answer: SqlAnswer): unknown;
}

type Args = Readonly<Record<string, unknown>>;

/** The statement for a Prisma call that touches one table in the simplest ways, which Prisma itself takes several times as long for.
 *  Undefined for everything else, and for what is not well formed: Prisma does the one and refuses the other in its own words. */
export function plainCall(model: string, operation: string, args: Args): PlainCall | undefined {
  const build = builders[operation];
  if (!build) return undefined;
  const values: SqlValue[] = [];
  try {
    return { values, ...build(describe(model), args, values) };
  } catch (error) {
    if (error === notSimple) return undefined;
    throw error;
  }
}

/** The statement for a findMany whose rows are wanted as lists: of fields, and of fields of to-one relations such as "user.name", in the order
 *  given. Values are as the database gives them. Undefined for what is not simple. */
export function plainRows(
  model: string,
  columns: readonly string[],
  args: Args,
): Pick<PlainCall, "sql" | "values"> | undefined {
  const values: SqlValue[] = [];
  try {
    only(args, "where", "orderBy", "take");
    const described = describe(model);
    const joins = new Map<string, string>();
    const wanted = columns.map((path) => {
      const [name = "", inner] = path.split(".");
      const relation =
        inner !== undefined && Object.hasOwn(described.relations, name) && described.relations[name];
      if (!relation) return column(described.table, field(described, path));
      joins.set(name, join(described, name, relation));
      return column(name, field(describe(relation.model), inner));
    });
    const from = `"${described.table}"${[...joins.values()].join("")}`;
    return {
      sql: `SELECT ${wanted.join(", ")} FROM ${from}${where(described, args, values)}${order(described, args)}${limit(args)}`,
      values,
    };
  } catch (error) {
    if (error === notSimple) return undefined;
    throw error;
  }
}

type Builder = (model: DescribedModel, args: Args, values: SqlValue[]) => Omit<PlainCall, "values">;

const builders: Readonly<Record<string, Builder>> = { findFirst, findMany, count, create, updateMany };

// Thrown from anywhere within a call; always this one, for a new one would look for its stack each time.
const notSimple = new Error("Not a simple call");

function leaveToPrisma(): never {
  throw notSimple;
}

function only(args: Args, ...known: string[]): void {
  for (const key in args) if (!known.includes(key)) leaveToPrisma();
}

const field = (model: DescribedModel, name: string) =>
  (Object.hasOwn(model.fields, name) && model.fields[name]) || leaveToPrisma();

// Written out with its table, for several may be joined.
const column = (table: string, { column: name }: DescribedField) => `"${table}"."${name}"`;

function findFirst(model: DescribedModel, args: Args, values: SqlValue[]) {
  only(args, "where", "orderBy", "select");
  const { sql, read } = select(model, args, values);
  return { sql: `${sql} LIMIT 1`, read: ({ rows: [row] }: SqlAnswer) => (row ? read(row) : null) };
}

function findMany(model: DescribedModel, args: Args, values: SqlValue[]) {
  only(args, "where", "orderBy", "select", "take");
  // As Prisma does: the first so many of rows without an order are those with the lowest ids.
  const { sql, read } = select(
    model,
    "take" in args && !("orderBy" in args) ? { ...args, orderBy: { id: "asc" } } : args,
    values,
  );
  return { sql: `${sql}${limit(args)}`, read: ({ rows }: SqlAnswer) => rows.map(read) };
}

// In the text, not among the parameters: PostgreSQL plans a page of fifty otherwise than a tenth of the table.
function limit(args: Args): string {
  if (!("take" in args)) return "";
  return typeof args.take === "number" && Number.isInteger(args.take) && args.take >= 0
    ? ` LIMIT ${args.take}`
    : leaveToPrisma();
}

function select(model: DescribedModel, args: Args, values: SqlValue[]) {
  const { table } = model;
  const wanted = "select" in args ? entries(args.select) : allFields(model);
  const columns: string[] = [];
  const joins: string[] = [];
  const readers = wanted.map(([name, want]): Reader => {
    const relation = Object.hasOwn(model.relations, name) && model.relations[name];
    if (!relation) return want === true ? scalar(table, name, field(model, name), columns) : leaveToPrisma();
    joins.push(join(model, name, relation));
    return joined(name, relation, plain(want), columns);
  });
  return {
    sql: `SELECT ${columns.join(", ")} FROM "${table}"${joins.join("")}${where(model, args, values)}${order(model, args)}`,
    read: objectReader(readers),
  };
}

function entries(selection: unknown) {
  const wanted = Object.entries(plain(selection));
  return wanted.length ? wanted : leaveToPrisma();
}

const allFields = (model: DescribedModel) => Object.keys(model.fields).map((name) => [name, true] as const);

/** Takes its part of a row over into the object that Prisma would give. */
type Reader = (row: readonly SqlValue[], object: Record<string, unknown>) => void;

function scalar(table: string, name: string, described: DescribedField, columns: string[]): Reader {
  const at = columns.push(column(table, described)) - 1;
  const read = fromSql[described.type];
  return (row, object) => {
    const value = row[at] ?? null;
    object[name] = value === null ? null : read(value);
  };
}

function joined(name: string, relation: DescribedRelation, args: Args, columns: string[]): Reader {
  only(args, "select");
  const model = describe(relation.model);
  const at = columns.push(column(name, field(model, relation.to.at(-1) ?? ""))) - 1;
  const read = objectReader(
    entries(args.select).map(([inner, want]) =>
      want === true ? scalar(name, inner, field(model, inner), columns) : leaveToPrisma(),
    ),
  );
  return (row, object) => {
    object[name] = row[at] === null ? null : read(row);
  };
}

// One row at most for each: the side with the key points at one that is unique.
function join(
  model: DescribedModel,
  name: string,
  { model: target, list, from, to }: DescribedRelation,
): string {
  if (list || !from.length || model.table === name) return leaveToPrisma();
  const { table, fields } = describe(target);
  const pairs = from.map(
    (own, at) =>
      `${column(name, fields[to[at] ?? ""] ?? leaveToPrisma())} = ${column(model.table, field(model, own))}`,
  );
  return ` LEFT JOIN "${table}" "${name}" ON ${pairs.join(" AND ")}`;
}

const objectReader = (readers: readonly Reader[]) => (row: readonly SqlValue[]) => {
  const object: Record<string, unknown> = {};
  for (const read of readers) read(row, object);
  return object;
};

function order(model: DescribedModel, args: Args): string {
  if (!("orderBy" in args)) return "";
  const parts = [args.orderBy].flat().flatMap((part) =>
    Object.entries(plain(part)).map(([name, way]) => {
      if (way !== "asc" && way !== "desc") return leaveToPrisma();
      return `${column(model.table, field(model, name))} ${way}`;
    }),
  );
  return parts.length ? ` ORDER BY ${parts.join(", ")}` : "";
}

function count(model: DescribedModel, args: Args, values: SqlValue[]) {
  only(args, "where", "take");
  const rows = `FROM "${model.table}"${where(model, args, values)}`;
  const sql =
    "take" in args
      ? `SELECT COUNT(*) FROM (SELECT 1 ${rows}${limit(args)}) counted`
      : `SELECT COUNT(*) ${rows}`;
  return { sql, read: ({ rows }: SqlAnswer) => Number(rows[0]?.[0]) };
}

function create(model: DescribedModel, args: Args, values: SqlValue[]) {
  only(args, "data");
  const given = plain(args.data);
  const now = new Date();
  const stored = Object.entries(model.fields).flatMap(([name, described]) => {
    if (name in given) return [[described, given[name]] as const];
    const value = valueOfItsOwn(name, described, now);
    return value === undefined ? [] : [[described, value] as const];
  });
  for (const name in given) field(model, name);
  for (const [described, value] of stored) values.push(sqlValue(described, value));
  const returned: string[] = [];
  const read = objectReader(
    allFields(model).map(([name]) => scalar(model.table, name, field(model, name), returned)),
  );
  const columns = stored.map(([described]) => `"${described.column}"`).join(", ");
  return {
    sql: `INSERT INTO "${model.table}" (${columns}) VALUES (${stored.map(() => "?").join(", ")}) RETURNING ${returned.join(", ")}`,
    read: ({ rows: [row] }: SqlAnswer) => (row ? read(row) : null),
  };
}

// What Prisma puts in by itself; all other defaults are the database's own.
function valueOfItsOwn(
  name: string,
  { type, required, hasDefault, isMadeNow }: DescribedField,
  now: Date,
): unknown {
  if (!hasDefault) return required ? leaveToPrisma() : undefined;
  if (isMadeNow) return now;
  return name === "id" && type === "String" ? randomUUIDv7(now) : undefined;
}

function updateMany(model: DescribedModel, args: Args, values: SqlValue[]) {
  only(args, "where", "data");
  const changes = Object.entries(plain(args.data)).map(([name, value]) => {
    const described = field(model, name);
    const more =
      described.type === "Int" && isPlain(value) && Object.keys(value).join() === "increment"
        ? value.increment
        : undefined;
    values.push(sqlValue(described, more ?? value));
    return `"${described.column}" = ${more === undefined ? "?" : `"${described.column}" + ?`}`;
  });
  if (!changes.length) leaveToPrisma();
  const sql = `UPDATE "${model.table}" SET ${changes.join(", ")}${where(model, args, values)}`;
  return { sql, read: (answer: SqlAnswer) => ({ count: answer.count }) };
}

function where(model: DescribedModel, args: Args, values: SqlValue[]): string {
  const condition = "where" in args ? allOf(model, plain(args.where), values) : "";
  return condition && ` WHERE ${condition}`;
}

function allOf(model: DescribedModel, conditions: unknown, values: SqlValue[]): string {
  const parts = [conditions].flat().flatMap((part) =>
    Object.entries(plain(part)).map(([key, value]) => {
      if (key === "AND") return allOf(model, value, values);
      return key === "OR"
        ? anyOf(model, value, values)
        : compare(column(model.table, field(model, key)), field(model, key), value, values);
    }),
  );
  return parts.filter((part) => part !== "").join(" AND ");
}

function anyOf(model: DescribedModel, conditions: unknown, values: SqlValue[]): string {
  if (!Array.isArray(conditions) || !conditions.length) return leaveToPrisma();
  const parts = conditions.map((part) => allOf(model, part, values));
  return parts.includes("") ? leaveToPrisma() : `(${parts.map((part) => `(${part})`).join(" OR ")})`;
}

const comparisons = new Map(
  Object.entries({ equals: "=", not: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" }),
);
const maxInList = 100;

function compare(name: string, described: DescribedField, filter: unknown, values: SqlValue[]): string {
  if (described.type === "Json") return leaveToPrisma();
  const conditions = isPlain(filter) ? Object.entries(filter) : [["equals", filter] as const];
  if (!conditions.length) return leaveToPrisma();
  const parts = conditions.map(([operator, value]) => {
    if (operator === "in") return `${name} IN (${list(described, value, values)})`;
    if (value === null && (operator === "equals" || operator === "not"))
      return described.required ? leaveToPrisma() : `${name} IS ${operator === "not" ? "NOT " : ""}NULL`;
    if (value === null) return leaveToPrisma();
    values.push(sqlValue(described, value));
    return `${name} ${comparisons.get(operator) ?? leaveToPrisma()} ?`;
  });
  return parts.join(" AND ");
}

function list(described: DescribedField, value: unknown, values: SqlValue[]): string {
  if (!Array.isArray(value) || !value.length || value.length > maxInList || value.includes(null))
    return leaveToPrisma();
  for (const one of value) values.push(sqlValue(described, one));
  return value.map(() => "?").join(", ");
}

function isPlain(value: unknown): value is Args {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

const plain = (value: unknown): Args => (isPlain(value) ? value : leaveToPrisma());

const int32 = 2 ** 31;
const int64 = 2n ** 63n;

function sqlValue({ type, required }: DescribedField, value: unknown): SqlValue {
  // A JSON column has two kinds of null, which Prisma tells apart.
  if (value === null) return required || type === "Json" ? leaveToPrisma() : null;
  if (type === "String") return typeof value === "string" ? value : leaveToPrisma();
  if (type === "Int")
    return Number.isInteger(value) && Math.abs(Number(value)) < int32 ? Number(value) : leaveToPrisma();
  if (type === "BigInt")
    return typeof value === "bigint" && value < int64 && value >= -int64 ? value : leaveToPrisma();
  if (type === "DateTime") return sqlTime(value);
  return sqlJson(value);
}

const isoForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

// As both engines take a time, and SQLite keeps it.
function sqlTime(value: unknown): string {
  const time = typeof value === "string" && isoForm.test(value) ? new Date(value) : value;
  if (!(time instanceof Date && time.getUTCFullYear() >= 0 && time.getUTCFullYear() <= 9999))
    return leaveToPrisma();
  return time.toISOString().replace("Z", "+00:00");
}

function sqlJson(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (isJsonPart(part) ? part : leaveToPrisma()));
  return text ?? leaveToPrisma();
}

const isJsonPart = (part: unknown) =>
  part === null ||
  ["string", "boolean"].includes(typeof part) ||
  Number.isFinite(part) ||
  Array.isArray(part) ||
  isPlain(part);

const fromSql: Readonly<Record<DescribedField["type"], (value: SqlValue) => unknown>> = {
  Int: Number,
  BigInt: (value) => BigInt(value ?? 0),
  String: (value) => value,
  DateTime: (value) => new Date(isoTime(String(value))),
  Json: (value) => JSON.parse(String(value)),
};
