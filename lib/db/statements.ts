import type { DescribedField, DescribedModel } from "@/prisma/generate/described-model.ts";
import type { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { connection } from "./client.ts";
import type { SqlValue } from "./engines/database.ts";
import { describe, type ModelName, type Row } from "./schema.ts";
import { narrowToScope, rowsInScope } from "./scope.ts";
import { fromSql, toSql } from "./values/sql-values.ts";
import { randomUUIDv7 } from "./values/uuid-v7.ts";

// The calls that most requests make and that take several times as long in Prisma. Prisma handles
// all others.

type Values = Readonly<Record<string, unknown>>;
type Delegate<M extends ModelName> = PrismaClient[Uncapitalize<M>];

/** Fields with this value, or with one of these values. */
export type Equals<M extends ModelName> = {
  readonly [F in keyof Row<M>]?: Row<M>[F] | readonly NonNullable<Row<M>[F]>[];
};
type Selection<M extends ModelName> = NonNullable<Prisma.Args<Delegate<M>, "findFirst">["select"]>;
type Found<M extends ModelName, S> = NonNullable<Prisma.Result<Delegate<M>, { select: S }, "findFirst">>;

/** A row within this unit of work, with sealed fields still sealed. Null when there is none. */
export async function findRow<M extends ModelName>(model: M, equal: Values): Promise<Row<M> | null> {
  return ((await find(model, equal, allFields(model), "LIMIT 1"))[0] ?? null) as Row<M> | null;
}

/** Fields of a row within this unit of work, and of the rows that it references. Null when there
 *  is none. */
export async function findFields<M extends ModelName, const S extends Selection<M>>(
  model: M,
  equal: Equals<M>,
  select: S,
): Promise<Found<M, S> | null> {
  return ((await find(model, equal, select, "LIMIT 1"))[0] ?? null) as Found<M, S> | null;
}

/** Fields of the rows within this unit of work that have these values, sorted by a field and then by
 *  id. For the short lists that most pages show. */
export async function findRows<M extends ModelName, const S extends Selection<M>>(
  model: M,
  equal: Equals<M>,
  select: S,
  { by, take }: { readonly by: keyof Row<M> & string; readonly take: number },
): Promise<Found<M, S>[]> {
  const { table } = describe(model);
  const place = column(table, field(describe(model), by));
  const rest = `ORDER BY ${place}, "${table}"."id" LIMIT ${take}`;
  return (await find(model, equal, select, rest)) as Found<M, S>[];
}

/** What a statement selects, and what becomes of a row of its answer. */
export interface RowReader<Row> {
  readonly columns: readonly string[];
  /** The table, and the tables of the rows that it references. */
  readonly from: string;
  read(row: readonly SqlValue[]): Row;
}

/** The reader of a selection, for a caller that writes the rest of the statement. */
export function rowReader<M extends ModelName, const S extends Selection<M>>(model: M, select: S) {
  return reader(model, select as Values) as unknown as RowReader<Found<M, S>>;
}

/** The rows with these ids, in the order of the ids. The reader reads the id too. Missing rows are
 *  left out. */
export async function rowsByIds<R extends { readonly id: number }>(
  model: ModelName,
  { columns, from, read }: RowReader<R>,
  ids: readonly number[],
): Promise<R[]> {
  const { plainSql, engine } = connection();
  // One parameter for any number of ids, so that the text stays the same and is prepared once.
  const [list, value] =
    engine === "sqlite"
      ? ["json_each(?) ids", JSON.stringify(ids)]
      : ["unnest(string_to_array(?, ',')::int[]) ids(value)", ids.join()];
  const values: SqlValue[] = [value];
  const fitting = conditions(describe(model), [rowsInScope(model)], values);
  const byId = [`"${describe(model).table}"."id" = ids.value`, ...fitting].join(" AND ");
  // CROSS JOIN makes SQLite look up ids instead of scanning the index of the account.
  const rows = await plainSql(`SELECT ${columns} FROM ${list} CROSS JOIN ${from} WHERE ${byId}`, values);
  const found = new Map(rows.map((row) => read(row)).map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Inserts a row and returns it as stored. Fills in the time and a text id, as Prisma would. */
export async function insertRow<M extends ModelName>(model: M, data: Values): Promise<Row<M>> {
  narrowToScope(model, "create", { data });
  const { table, fields } = describe(model);
  const now = new Date();
  const generated = Object.entries(fields).flatMap(([name, { type, hasDefault, isMadeNow }]) => {
    if (isMadeNow) return [[name, now]];
    return hasDefault && name === "id" && type === "String" ? [[name, randomUUIDv7(now)]] : [];
  });
  const row = Object.entries<unknown>({ ...Object.fromEntries(generated), ...data });
  const names = row.map(([name]) => `"${field(describe(model), name).column}"`).join(", ");
  const values = row.map(([name, value]) => toSql(field(describe(model), name), value));
  const { columns, read } = reader(model, allFields(model));
  const places = row.map(() => "?").join(", ");
  const sql = `INSERT INTO "${table}" (${names}) VALUES (${places}) RETURNING ${columns}`;
  const [inserted = []] = await connection().plainSql(sql, values);
  return read(inserted) as Row<M>;
}

/** Updates the rows within this unit of work that have these values, including deleted rows.
 *  Returns their number. */
export async function updateRows(model: ModelName, equal: Values, data: Values): Promise<number> {
  narrowToScope(model, "updateMany", { data });
  const described = describe(model);
  const names = Object.keys(data);
  const values = names.map((name) => toSql(field(described, name), data[name]));
  const changes = names.map((name) => `"${field(described, name).column}" = ?`).join(", ");
  const fitting = conditions(described, [equal, rowsInScope(model, "included")], values).join(" AND ");
  const sql = `UPDATE "${described.table}" SET ${changes} WHERE ${fitting}`;
  return (await connection().run(sql, values)).count;
}

async function find(model: ModelName, equal: Values, select: Values, rest: string): Promise<Values[]> {
  const { columns, from, read } = reader(model, select);
  const values: SqlValue[] = [];
  const fitting = conditions(describe(model), [equal, rowsInScope(model)], values);
  const where = fitting.length ? `WHERE ${fitting.join(" AND ")}` : "";
  const rows = await connection().plainSql(`SELECT ${columns} FROM ${from} ${where} ${rest}`, values);
  return rows.map(read);
}

const allFields = (model: string): Values =>
  Object.fromEntries(Object.keys(describe(model).fields).map((name) => [name, true]));

/** The source of a selection, and a function that converts a row to an object. */
function reader(model: string, select: Values) {
  const described = describe(model);
  const columns: string[] = [];
  const joins: string[] = [];
  type Part = (row: readonly SqlValue[]) => readonly [name: string, value: unknown];
  const scalar = (table: string, of: DescribedModel, name: string): Part => {
    const own = field(of, name);
    const at = columns.push(column(table, own)) - 1;
    return (row) => [name, fromSql(own, row[at] ?? null)];
  };
  const objectOf = (parts: readonly Part[]) => (row: readonly SqlValue[]) => {
    const object: Record<string, unknown> = {};
    for (const part of parts) {
      const [name, value] = part(row);
      object[name] = value;
    }
    return object;
  };
  const parts = Object.entries(select).map(([name, wanted]): Part => {
    if (wanted === true) return scalar(described.table, described, name);
    const { model = "", list, from = [], to = [] } = described.relations[name] ?? {};
    const target = describe(model);
    if (list) throw new Error(`${described.table} points at many ${name}`);
    const pairs = from.map((own, n) => {
      const key = column(described.table, field(described, own));
      return `${column(name, field(target, to[n] ?? ""))} = ${key}`;
    });
    joins.push(` LEFT JOIN "${target.table}" "${name}" ON ${pairs.join(" AND ")}`);
    const key = columns.push(column(name, field(target, "id"))) - 1;
    const inner = Object.keys((wanted as { select: Values }).select);
    const read = objectOf(inner.map((one) => scalar(name, target, one)));
    return (row) => [name, row[key] === null ? null : read(row)];
  });
  return { columns, from: `"${described.table}"${joins.join("")}`, read: objectOf(parts) };
}

function conditions(described: DescribedModel, all: readonly Values[], values: SqlValue[]): string[] {
  return all.flatMap(Object.entries<unknown>).map(([name, value]) => {
    const own = field(described, name);
    const left = column(described.table, own);
    if (value === null) return `${left} IS NULL`;
    const list = [value].flat();
    for (const one of list) values.push(toSql(own, one));
    return Array.isArray(value) ? `${left} IN (${list.map(() => "?")})` : `${left} = ?`;
  });
}

function field({ table, fields }: DescribedModel, name: string): DescribedField {
  const described = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!described) throw new Error(`${table} has no field ${name}`);
  return described;
}

const column = (table: string, { column: name }: DescribedField) => `"${table}"."${name}"`;
