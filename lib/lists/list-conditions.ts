import type { SqlValue } from "@/lib/db/client.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { join, part, type Sql } from "./sql-parts.ts";

/** A filter of a list as SQL about the table `t`. */
export interface Condition {
  readonly field: string;
  /** The lower and the upper bound by themselves; both undefined when the field is equal to a value, or one of some. */
  readonly lower?: Sql;
  readonly upper?: Sql;
  readonly sql: Sql;
}

const comparisons = { equals: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** The conditions in Prisma's `where` objects: each field equal to a value, one of a list (`in`), or between bounds (`gt`, `gte`, `lt`, `lte`). */
export function conditionsOf(model: ModelName, where: readonly object[]): Condition[] {
  return where
    .flatMap((condition) => Object.entries(condition))
    .map(([field, value]) => conditionOf(model, field, value));
}

function conditionOf(model: ModelName, field: string, value: unknown): Condition {
  const column = `t.${describe(model).fields[field]?.column}`;
  if (!isBounds(value)) return { field, sql: compare(column, "equals", value) };
  if (Array.isArray(value.in)) return { field, sql: oneOf(column, value.in) };
  const bounds = Object.entries(value).map(
    ([operator, bound]) => [operator, compare(column, operator, bound)] as const,
  );
  const lower = bounds.find(([operator]) => operator.startsWith("g"))?.[1];
  const upper = bounds.find(([operator]) => operator.startsWith("l"))?.[1];
  return {
    field,
    ...(lower && { lower }),
    ...(upper && { upper }),
    sql: join(
      bounds.map(([, sql]) => sql),
      " AND ",
    ),
  };
}

const isBounds = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !(value instanceof Date);

const oneOf = (column: string, list: readonly unknown[]) =>
  part(`${column} IN (${list.map(() => "?").join(", ")})`, list.map(sqlValue));

function compare(column: string, operator: string, value: unknown): Sql {
  if (!Object.hasOwn(comparisons, operator)) throw new Error(`A list cannot be narrowed by "${operator}"`);
  return part(`${column} ${comparisons[operator as keyof typeof comparisons]} ?`, [sqlValue(value)]);
}

const sqlValue = (value: unknown) =>
  value instanceof Date ? value.toISOString().replace("Z", "+00:00") : (value as SqlValue);

/** Whether an index begins with these fields, after the account's. */
export function hasIndex(model: ModelName, ...fields: readonly string[]): boolean {
  return indexesOf(model).some((indexed) => fields.every((field, at) => indexed[at + 1] === field));
}

/** Whether one index knows all these fields, the first of them first. */
export function isCovered(model: ModelName, first: string | undefined, fields: readonly string[]): boolean {
  return indexesOf(model).some(
    (indexed) =>
      (first === undefined || indexed[1] === first) && fields.every((field) => indexed.includes(field)),
  );
}

const indexesOf = (model: ModelName) =>
  describe(model).indexes.flatMap(({ fields, where }) =>
    where === undefined && fields[0] === "accountId" ? [fields] : [],
  );
