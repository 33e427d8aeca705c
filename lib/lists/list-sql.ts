import { empty, join, raw, type Sql, sql } from "@/lib/db/sql.ts";
import type { ListOrder } from "./list-order.ts";
import type { Walk } from "./list-page.ts";

/** A walk, or one of two that follow each other behind a place: over the rows that sort the same,
 *  and over those after them. */
export type PageStep = Walk & { readonly tie?: "same" | "after" };

/** The tables of a walk along an order. The list's own rows come from `own`. */
export function walkedTables({ other }: ListOrder, own: string): Sql {
  return raw(other ? `FROM ${other.table} other CROSS JOIN ${own}` : `FROM ${own}`);
}

/** The test for rows behind the place where a walk begins. `place` is what rows sort by, and `of`
 *  the table of their ids. */
export function behind({ from, direction, tie }: PageStep, order: ListOrder, place: string, of: string): Sql {
  if (!from) return empty;
  const sign = direction === "asc" ? ">" : "<";
  const value = order.write(from.value);
  if (tie === "same") return sql` AND ${raw(place)} = ${value} AND ${raw(`${of}.id ${sign}`)} ${from.id}`;
  if (tie === "after") return sql` AND ${raw(`${place} ${sign}`)} ${value}`;
  const pair = sql` AND ${raw(`(${place}, ${of}.id) ${sign}`)} (${value}, ${from.id})`;
  // No index has a pair of columns of two tables.
  return order.other && place === order.walked ? sql` AND ${raw(`${place} ${sign}=`)} ${value}${pair}` : pair;
}

/** The end of a statement: so many rows in the order of a list. */
export const ordered = (place: string, of: string, direction: string, limit: number): Sql =>
  raw(`ORDER BY ${place} ${direction}, ${of}.id ${direction} LIMIT ${limit}`);

/** All tests on the rows of a table, or none. */
export const all = (tests: readonly { test(of: string): Sql }[], of: string): Sql =>
  join([raw("1 = 1"), ...tests.map(({ test }) => test(of))], " AND ");
