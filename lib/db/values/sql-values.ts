import type { DescribedField } from "@/prisma/generate/described-model.ts";
import type { SqlValue } from "../engines/database.ts";
import { isoTime, sqlTime } from "./sql-time.ts";

const int32 = 2 ** 31;
const int64 = 2n ** 63n;
const isInt32 = (value: number) => value < int32 && value >= -int32;

const toSqlOf: Readonly<Record<DescribedField["type"], (value: unknown) => SqlValue | undefined>> = {
  String: (value) => (typeof value === "string" ? value : undefined),
  Int: (value) => (Number.isInteger(value) && isInt32(Number(value)) ? Number(value) : undefined),
  BigInt: (value) => (typeof value === "bigint" && value < int64 && value >= -int64 ? value : undefined),
  DateTime: (value) => (value instanceof Date ? sqlTime(value) : undefined),
  Json: (value) => JSON.stringify(value),
};

const fromSqlOf: Readonly<Record<DescribedField["type"], (value: SqlValue) => unknown>> = {
  Int: Number,
  BigInt: (value) => BigInt(value ?? 0),
  String: (value) => value,
  DateTime: (value) => new Date(isoTime(String(value))),
  Json: (value) => JSON.parse(String(value)),
};

/** Converts a field's value to an SQL parameter. Throws a TypeError for a value that the column
 *  does not accept, because SQLite would accept it. */
export function toSql({ column, type, required }: DescribedField, value: unknown): SqlValue {
  if (value === null && !required && type !== "Json") return null;
  const sql = value === null ? undefined : toSqlOf[type](value);
  if (sql === undefined) throw new TypeError(`${column} does not take this value`);
  return sql;
}

/** Converts a field's value from the database to the value that Prisma would return. */
export function fromSql({ type }: DescribedField, value: SqlValue): unknown {
  return value === null ? null : fromSqlOf[type](value);
}
