import { describe, type ModelName } from "./schema.ts";
import { join, raw, type Sql, sql } from "./sql.ts";
import { toSql } from "./values/sql-values.ts";

/** A comparison of a field, and its SQL about a table or subquery with this name. */
export interface Condition {
  readonly field: string;
  readonly operator: string;
  test(of: string): Sql;
}

const operators = new Map(Object.entries({ equals: "=", in: "IN", gt: ">", gte: ">=", lt: "<", lte: "<=" }));

const nullTests = new Map(Object.entries({ equals: "IS NULL", not: "IS NOT NULL" }));

/** The comparisons in a Prisma `where`: a field equals a value or null, is not null, is one of a
 *  list, or lies between bounds. Throws for everything else. */
export function conditionsOf(model: ModelName, where: object): Condition[] {
  const { table, fields } = describe(model);
  return Object.entries<unknown>({ ...where }).flatMap(([field, filter]) => {
    const isValue = typeof filter !== "object" || filter === null || filter instanceof Date;
    return Object.entries<unknown>(isValue ? { equals: filter } : { ...filter }).map(([operator, value]) => {
      const [described, sign] = [fields[field], operators.get(operator)];
      const isNull = nullTests.get(operator);
      if (described && isNull && value === null)
        return { field, operator, test: (of: string) => sql`${raw(`${of}.${described.column} ${isNull}`)}` };
      if (!described || !sign) throw new Error(`A list of ${table} has no filter "${field} ${operator}"`);
      const values = [value].flat().map((one) => toSql(described, one));
      const right = operator === "in" ? sql`(${join(values)})` : values[0];
      const test = (of: string) => sql`${raw(`${of}.${described.column} ${sign}`)} ${right}`;
      return { field, operator, test };
    });
  });
}
