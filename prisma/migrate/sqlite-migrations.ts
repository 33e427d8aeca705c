import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { type Applied, failed, type Migration, pendingMigrations, readHistory } from "./migration-files.ts";

const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;

function openSqlite(databaseUrl: string): Database.Database {
  const file = databaseUrl.replace(/^file:/, "");
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 60_000 });
  db.pragma("journal_mode = WAL");
  return db;
}

/** What was applied to a SQLite file. Makes no file. */
export function sqliteHistory(databaseUrl: string): Applied[] {
  if (!existsSync(databaseUrl.replace(/^file:/, ""))) return [];
  const db = openSqlite(databaseUrl);
  try {
    const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    return exists ? (db.prepare(readHistory).all() as Applied[]) : [];
  } finally {
    db.close();
  }
}

/** Applies what is missing, and returns its names. */
export function applyToSqlite(databaseUrl: string, migrations: Migration[]): string[] {
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
  db.exec(historyTable);
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
