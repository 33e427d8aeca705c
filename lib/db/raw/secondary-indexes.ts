import { describe, type ModelName } from "@/lib/db/schema.ts";
import type { RawDatabase } from "./raw-database.ts";

/** The indexes of some tables that can be dropped and created again: all but the primary keys and
 *  those that foreign keys reference. */
export function secondaryIndexes(models: readonly ModelName[]): string[] {
  return models.flatMap((model) => {
    const { table, indexes, orders } = describe(model);
    const names = [...indexes.map(({ name }) => name), ...Object.values(orders).map(({ index }) => index)];
    return names.filter((name) => name !== `${table}_account_id_key`);
  });
}

/** Drops indexes and returns the SQL that creates them again. On PostgreSQL the login has to own
 *  the tables. */
export async function dropIndexes(db: RawDatabase, names: readonly string[]): Promise<string[]> {
  const list = names.map((name) => `'${name}'`).join(", ");
  const found =
    db.engine === "sqlite"
      ? await db.rows(
          `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN (${list}) ORDER BY name`,
        )
      : await db.rows(
          `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname IN (${list}) ORDER BY indexname`,
        );
  for (const [name] of found) await db.run(`DROP INDEX "${name}"`);
  return found.map(([, sql]) => String(sql));
}
