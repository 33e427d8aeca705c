import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A migration in a folder. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** An entry of Prisma's history table. */
export interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
}

/** The migrations that a database has, in order. */
export const readHistory = `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;

/** The migrations of an engine, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The migrations that a history lacks. Throws when the folder lacks one of the history, or one was
 *  edited afterwards. */
export function pendingMigrations(migrations: Migration[], history: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name, checksum } of history) {
    const migration = known.get(migration_name);
    if (!migration)
      throw new Error(
        `The database has the migration ${migration_name}, which this version does not know: start the version that made it, or a newer one.`,
      );
    if (migration.checksum !== checksum)
      throw new Error(
        `The migration ${migration_name} was changed after it had been applied: restore the file, and write a new migration instead.`,
      );
  }
  const done = new Set(history.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

/** The error of a migration that failed. */
export function failed({ name }: Migration, cause: unknown): Error {
  return new Error(
    `The migration ${name} failed and was undone: ${cause instanceof Error ? cause.message : cause}`,
    { cause },
  );
}
