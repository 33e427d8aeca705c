import { join } from "node:path";
import type { Engine } from "./custom-ddl.ts";
import { pendingMigrations, readMigrations } from "./migration-files.ts";
import { applyToPostgresql, postgresqlHistory } from "./postgresql-migrations.ts";
import { applyToSqlite, sqliteHistory } from "./sqlite-migrations.ts";

/** How a database stands against the migrations in a folder. */
export interface MigrationState {
  readonly applied: string[];
  readonly pending: string[];
}

/** The engine a DATABASE_URL means. */
function engineOf(databaseUrl: string): Engine {
  return databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
}

/** Applies the migrations that a database lacks, and returns their names. Each is one transaction
 *  with its entry in Prisma's history table, so a killed run leaves nothing half done. On
 *  PostgreSQL, servers that start at the same moment wait for each other. Throws when the folder
 *  lacks a migration that was applied, or one was edited afterwards. */
export async function applyMigrations(databaseUrl: string, root = "prisma/migrations"): Promise<string[]> {
  const migrations = readMigrations(join(root, engineOf(databaseUrl)));
  return engineOf(databaseUrl) === "sqlite"
    ? applyToSqlite(databaseUrl, migrations)
    : applyToPostgresql(databaseUrl, migrations);
}

/** Returns which migrations a database has and which it lacks. Changes nothing. */
export async function migrationState(
  databaseUrl: string,
  root = "prisma/migrations",
): Promise<MigrationState> {
  const migrations = readMigrations(join(root, engineOf(databaseUrl)));
  const history =
    engineOf(databaseUrl) === "sqlite" ? sqliteHistory(databaseUrl) : await postgresqlHistory(databaseUrl);
  const pending = pendingMigrations(migrations, history).map((migration) => migration.name);
  return { applied: history.map((row) => row.migration_name), pending };
}
