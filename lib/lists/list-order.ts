import type { SqlValue } from "@/lib/db/engines/database.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { toSql } from "@/lib/db/values/sql-values.ts";
import type { DescribedField } from "@/prisma/generate/described-model.ts";
import { isWhole } from "./cursor.ts";

/** What a list is sorted by. The SQL names the columns of the list's table. */
export interface ListOrder {
  readonly kind: "column" | "computed" | "referenced";
  /** The field of an order by a column. */
  readonly field?: string;
  /** What a row is sorted by. Never null. */
  readonly value: string;
  /** The same on a walk along the index of the order. */
  readonly walked: string;
  /** The other table of such a walk, and what joins it. Its rows come first. */
  readonly other?: { readonly table: string; readonly join: string };
  /** Turns the value of a row into that of a cursor. */
  read(value: SqlValue | undefined): string | number;
  /** Turns the value of a cursor into SQL. */
  write(value: string | number): SqlValue;
}

/** The order by a field of a model, by an `@order` of the schema, or by a field of a row that it
 *  references, such as "user.nameSort". Throws for any other name. */
export function listOrder(model: ModelName, name: string): ListOrder {
  const { table, fields, orders } = describe(model);
  const field = fields[name];
  if (field) {
    const value = `${table}.${field.column}`;
    return { kind: "column", field: name, value, walked: value, ...conversion(field) };
  }
  const order = orders[name];
  if (!order) return referencedOrder(model, name);
  const qualified = (word: string) => (order.columns.includes(word) ? `${table}.${word}` : word);
  const value = `(${order.sql.replace(/\w+/g, qualified)})`;
  return { kind: "computed", value, walked: value, read: Number, write: (place) => BigInt(place) };
}

function referencedOrder(model: ModelName, name: string): ListOrder {
  const { table, fields, relations } = describe(model);
  const [relation = "", referenced = ""] = name.split(".");
  const { model: target, from = [], to = [] } = relations[relation] ?? {};
  const other = target === undefined ? undefined : describe(target);
  const field = other?.fields[referenced];
  const [own, key] = [fields[from.at(-1) ?? ""], other?.fields[to.at(-1) ?? ""]];
  if (!other || !field || !own || !key) throw new Error(`A list of ${table} has no order ${name}`);
  const join = `other.${key.column} = ${table}.${own.column}`;
  const walked = `other.${field.column}`;
  return {
    kind: "referenced",
    value: `(SELECT ${walked} FROM ${other.table} other WHERE ${join})`,
    walked,
    other: { table: other.table, join },
    ...conversion(field),
  };
}

function conversion(field: DescribedField): Pick<ListOrder, "read" | "write"> {
  if (field.type === "DateTime")
    return {
      read: (value) => isoTime(String(value)),
      write: (place) => toSql(field, new Date(place)),
    };
  if (field.type === "BigInt") return { read: Number, write: (place) => toSql(field, BigInt(place)) };
  if (field.type === "String") return { read: String, write: (place) => toSql(field, String(place)) };
  // A cursor may be a text that another reader was given: a name where this one gets ids.
  return { read: Number, write: (place) => toSql(field, isWhole(Number(place)) ? Number(place) : 0) };
}
