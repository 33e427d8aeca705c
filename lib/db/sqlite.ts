import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type Database from "better-sqlite3";
import { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import type { Connection, QueryLog, SqlValue } from "./client.ts";

/** A SQLite file: one connection that writes, one that reads. */
export function connectSqlite(url: string, log: QueryLog): Connection {
  const file = url.replace(/^file:/, "");
  mkdirSync(dirname(file), { recursive: true });
  let writing: Database.Database | undefined;
  const writer = new PrismaClient({ adapter: adapter(url, false, (db) => (writing = db)), log });
  const reader = new PrismaClient({ adapter: adapter(url, true), log });
  const prepared = new Map<string, Database.Statement>();
  return {
    engine: "sqlite",
    url,
    writer,
    reader,
    async plainSql(sql, parameters) {
      // The adapter has one connection, and a unit of work has it to itself.
      const statement = prepared.get(sql) ?? (writing as Database.Database).prepare(sql);
      prepared.set(sql, statement);
      if (statement.reader) return statement.raw().all(parameters) as SqlValue[][];
      statement.run(parameters);
      return [];
    },
    async close() {
      await Promise.all([writer.$disconnect(), reader.$disconnect()]);
    },
  };
}

function adapter(url: string, readonly: boolean, opened?: (db: Database.Database) => void) {
  const factory = new PrismaBetterSqlite3({ url, timeout: 5_000, readonly, fileMustExist: readonly });
  const connectOnce = factory.connect.bind(factory);
  factory.connect = async () => {
    const connected = await connectOnce();
    const held = connected as unknown as { client: Database.Database };
    prepareSqlite(held.client, readonly);
    opened?.(held.client);
    held.client = rememberingStatements(held.client);
    return connected;
  };
  return factory;
}

/** Sets what every SQLite connection of the portal needs. */
export function prepareSqlite(db: Database.Database, readonly: boolean): void {
  db.pragma("foreign_keys = ON");
  db.pragma("cache_size = -65536");
  db.pragma("mmap_size = 1073741824");
  if (readonly) return;
  db.pragma("journal_mode = WAL");
  // FULL: a command that was answered survives a power cut.
  db.pragma("synchronous = FULL");
  // Without it, INSERT OR REPLACE deletes past the triggers that forbid deleting.
  db.pragma("recursive_triggers = ON");
}

const mostStatements = 500;

// The adapter compiles each statement anew, which costs more than running it; and it begins transactions as readers, see docs/decisions.md, 8.
function rememberingStatements(db: Database.Database): Database.Database {
  const known = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    if (sql === "BEGIN") return { run: () => beginWriting(db) };
    const statement = known.get(sql) ?? db.prepare(sql);
    if (known.size >= mostStatements) known.clear();
    known.set(sql, statement);
    return {
      bind: (parameters: unknown[]) => ({
        reader: statement.reader,
        columns: () => statement.columns(),
        run: () => statement.run(parameters),
        raw: () => ({ all: () => statement.raw().all(parameters) }),
      }),
    };
  };
  return new Proxy(db, {
    get(target, name) {
      const value = name === "prepare" ? prepare : Reflect.get(target, name, target);
      return typeof value === "function" && name !== "prepare" ? value.bind(target) : value;
    },
  });
}

// A transaction that reads first and then wants to write would find another process in its way; asking at the start waits its turn. When
// that takes too long it begins as a reader: failing here would leave the adapter's queue locked for good, failing later is retried.
function beginWriting(db: Database.Database): void {
  try {
    db.exec("BEGIN IMMEDIATE");
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY")) throw error;
    db.exec("BEGIN");
  }
}
