import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import type { Engine } from "./custom-ddl.ts";

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
}

/** How a database stands against the migrations in a folder. */
export interface MigrationState {
  readonly applied: string[];
  readonly pending: string[];
}

/** The engine a DATABASE_URL means. */
function engineOf(databaseUrl: string): Engine {
  return databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
}

/** Applies the migrations that a database lacks, and returns their names. Each is one transaction with
 *  its entry in Prisma's history table, so a killed run leaves nothing half done. On PostgreSQL,
 *  servers that start at the same moment wait for each other. Throws when the folder lacks a migration
 *  that was applied, or one was edited afterwards. */
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

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

function pendingMigrations(migrations: Migration[], history: Applied[]): Migration[] {
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

const historyTable = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
  postgresql: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
} satisfies Record<Engine, string>;

const readHistory = `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;

function openSqlite(databaseUrl: string): Database.Database {
  const file = databaseUrl.replace(/^file:/, "");
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 60_000 });
  db.pragma("journal_mode = WAL");
  return db;
}

function sqliteHistory(databaseUrl: string): Applied[] {
  if (!existsSync(databaseUrl.replace(/^file:/, ""))) return [];
  const db = openSqlite(databaseUrl);
  try {
    const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    return exists ? (db.prepare(readHistory).all() as Applied[]) : [];
  } finally {
    db.close();
  }
}

function applyToSqlite(databaseUrl: string, migrations: Migration[]): string[] {
  const db = openSqlite(databaseUrl);
  try {
    // Remaking a table needs foreign keys off, and SQLite ignores that switch inside a transaction.
    // The check below makes up for it.
    db.pragma("foreign_keys = OFF");
    const applied: string[] = [];
    for (;;) {
      const next = db.transaction(() => applyNextToSqlite(db, migrations)).immediate();
      if (!next) return applied;
      applied.push(next);
    }
  } finally {
    db.close();
  }
}

function applyNextToSqlite(db: Database.Database, migrations: Migration[]): string | undefined {
  db.exec(historyTable.sqlite);
  const [next] = pendingMigrations(migrations, db.prepare(readHistory).all() as Applied[]);
  if (!next) return undefined;
  try {
    db.exec(next.sql);
  } catch (error) {
    throw failed(next, error);
  }
  const broken = db.pragma("foreign_key_check") as { table: string }[];
  if (broken[0])
    throw new Error(
      `The migration ${next.name} breaks a foreign key of ${broken[0].table}; nothing was changed.`,
    );
  const now = Date.now();
  db.prepare(
    `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)`,
  ).run(randomUUID(), next.checksum, now, next.name, now);
  return next.name;
}

function failed({ name }: Migration, cause: unknown): Error {
  return new Error(
    `The migration ${name} failed and was undone: ${cause instanceof Error ? cause.message : cause}`,
    { cause },
  );
}

async function withPostgresql<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function postgresqlHistory(databaseUrl: string): Promise<Applied[]> {
  return withPostgresql(databaseUrl, async (client) => {
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS found");
    return rows[0]?.found ? (await client.query<Applied>(readHistory)).rows : [];
  });
}

async function applyToPostgresql(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  return withPostgresql(databaseUrl, async (client) => {
    const applied: string[] = [];
    for (;;) {
      const next = await applyNextToPostgresql(client, migrations);
      if (!next) return applied;
      applied.push(next);
    }
  });
}

// Any number will do, as long as no other lock of the portal uses it.
const migrationLock = 7_202_611;

async function applyNextToPostgresql(
  client: pg.Client,
  migrations: Migration[],
): Promise<string | undefined> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    await client.query(historyTable.postgresql);
    const [next] = pendingMigrations(migrations, (await client.query<Applied>(readHistory)).rows);
    if (next) {
      await client.query(next.sql).catch((error: unknown) => Promise.reject(failed(next, error)));
      await client.query(
        `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, clock_timestamp(), $3, 1)`,
        [randomUUID(), next.checksum, next.name],
      );
    }
    await client.query("COMMIT");
    return next?.name;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
