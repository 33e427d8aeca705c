import type { DescribedField, DescribedModel } from "@/prisma/generate/described-model.ts";
import type { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import type { SqlValue } from "./engines/database.ts";
import { describe, type ModelName } from "./schema.ts";
import { fromSql } from "./values/sql-values.ts";

export type Values = Readonly<Record<string, unknown>>;
type Delegate<M extends ModelName> = PrismaClient[Uncapitalize<M>];

/** What Prisma would select of a model. */
export type Selection<M extends ModelName> = NonNullable<Prisma.Args<Delegate<M>, "findFirst">["select"]>;
/** A row with what was selected. */
export type Found<M extends ModelName, S> = NonNullable<
  Prisma.Result<Delegate<M>, { select: S }, "findFirst">
>;

/** What a statement selects, and what becomes of a row of its answer. */
export interface RowReader<Row> {
  readonly columns: readonly string[];
  /** The table, and the tables of the rows that it references. */
  readonly from: string;
  read(row: readonly SqlValue[]): Row;
}

/** The reader of a selection, for a caller that writes the rest of the statement. */
export function rowReader<M extends ModelName, const S extends Selection<M>>(model: M, select: S) {
  return readerOf(model, select as Values) as unknown as RowReader<Found<M, S>>;
}

/** How fields are read as lists, for so many rows that objects would cost more than reading: the
 *  columns in the order of the fields, and the tables that they are in. A field may be of a
 *  referenced row, such as "user.name". Values are as the engine stores them. */
export function fieldColumns(model: ModelName, paths: readonly string[]) {
  const selections = paths.map((path): Record<string, unknown> => {
    const [name = "", inner] = path.split(".");
    return { [name]: inner === undefined || { select: { [inner]: true } } };
  });
  return {
    columns: selections.flatMap((one) => rowReader(model, one).columns.slice(-1)),
    from: rowReader(model, Object.assign({}, ...selections)).from,
  };
}

/** Every field of a model, as a selection. */
export const allFields = (model: string): Values =>
  Object.fromEntries(Object.keys(describe(model).fields).map((name) => [name, true]));

/** The source of a selection, and a function that converts a row to an object. */
export function readerOf(model: string, select: Values) {
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

/** A field of a model. Throws when there is no such field. */
export function field({ table, fields }: DescribedModel, name: string): DescribedField {
  const described = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!described) throw new Error(`${table} has no field ${name}`);
  return described;
}

/** A column, with the name of its table. */
export const column = (table: string, { column: name }: DescribedField) => `"${table}"."${name}"`;
