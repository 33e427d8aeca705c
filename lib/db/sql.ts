import { Prisma } from "@/prisma/generated/sqlite/client.ts";
import { connection } from "./client.ts";
import type { SqlValue } from "./engines/database.ts";

/** SQL with its parameters, and what builds it. `raw` is for names and numbers of our own only. */
export type Sql = Prisma.Sql;
export const { empty, join, raw, sql } = Prisma;

/** The rows of a query built with `sql`. The query must name the account itself. Call it
 *  within a unit of work. */
export const selectSql = ({ sql: text, values }: Sql): Promise<SqlValue[][]> =>
  connection().plainSql(text, values as SqlValue[]);

/** The number of rows of each query, in one statement. */
export async function countEach(queries: readonly Sql[]): Promise<number[]> {
  if (queries.length === 0) return [];
  const counts = queries.map((query, n) => sql`SELECT ${raw(`${n}`)}, COUNT(*) FROM (${query}) found`);
  const rows = await selectSql(join(counts, " UNION ALL "));
  return rows.sort(([a], [b]) => Number(a) - Number(b)).map(([, count]) => Number(count));
}
