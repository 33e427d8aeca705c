import type { DescribedSchema } from "../generate/described-model.ts";
import type { Extra } from "./extra.ts";
import { orderIndexes } from "./order-indexes.ts";
import { postgresqlExtras } from "./postgresql-extras.ts";
import { sqliteExtras } from "./sqlite-extras.ts";

export type Engine = "sqlite" | "postgresql";

/** Everything of a schema that Prisma cannot express, by name and in order of creation. SQLite's
 *  CHECKs are missing, because they are part of CREATE TABLE. */
export function extras(schema: DescribedSchema, engine: Engine): Record<string, Extra> {
  const models = Object.values(schema);
  const own = engine === "sqlite" ? sqliteExtras(models) : postgresqlExtras(models);
  return { ...own, ...Object.fromEntries(orderIndexes(models)) };
}
