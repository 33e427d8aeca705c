import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { connection } from "./client.ts";
import type { SqlValue } from "./engines/database.ts";
import {
  allFields,
  column,
  type Found,
  field,
  type RowReader,
  readerOf,
  type Selection,
  type Values,
} from "./row-reader.ts";
import { describe, type ModelName, type Row } from "./schema.ts";
import { narrowToScope, rowsInScope } from "./scope.ts";
import { toSql } from "./values/sql-values.ts";
import { randomUUIDv7 } from "./values/uuid-v7.ts";

// The calls that most requests make and that take several times as long in Prisma. Prisma handles
// all others.

/** Fields with this value, or with one of these values. */
export type Equals<M extends ModelName> = {
  readonly [F in keyof Row<M>]?: Row<M>[F] | readonly NonNullable<Row<M>[F]>[];
};
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

/** Fields of the rows within this unit of work that have these values, sorted by a field and then
 *  by id. For the short lists that most pages show. */
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

/** The rows with these ids, in the order of the ids. The reader reads the id too. Missing rows are
 *  left out. */
export async function rowsByIds<R extends { readonly id: number | string }>(
  model: ModelName,
  { columns, from, read }: RowReader<R>,
  ids: readonly R["id"][],
): Promise<R[]> {
  const { plainSql, engine } = connection();
  const type = describe(model).fields.id?.type === "String" ? "text" : "int";
  // One parameter for any number of ids, so that the text stays the same and is prepared once.
  const [list, value] =
    engine === "sqlite"
      ? ["json_each(?) ids", JSON.stringify(ids)]
      : [`unnest(string_to_array(?, ',')::${type}[]) ids(value)`, ids.join()];
  const values: SqlValue[] = [value];
  const fitting = conditions(describe(model), [rowsInScope(model)], values);
  const byId = [`"${describe(model).table}"."id" = ids.value`, ...fitting].join(" AND ");
  // CROSS JOIN makes SQLite look up ids instead of scanning the index of the account.
  const rows = await plainSql(`SELECT ${columns} FROM ${list} CROSS JOIN ${from} WHERE ${byId}`, values);
  const found = new Map<R["id"], R>(rows.map((row) => read(row)).map((row) => [row.id, row]));
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
  const { columns, read } = readerOf(model, allFields(model));
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
  const { columns, from, read } = readerOf(model, select);
  const values: SqlValue[] = [];
  const fitting = conditions(describe(model), [equal, rowsInScope(model)], values);
  const where = fitting.length ? `WHERE ${fitting.join(" AND ")}` : "";
  const rows = await connection().plainSql(`SELECT ${columns} FROM ${from} ${where} ${rest}`, values);
  return rows.map(read);
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
