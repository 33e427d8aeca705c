import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type Database from "better-sqlite3";
import { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import type { Connection, QueryLog, SqlValue } from "./client.ts";
import { currentScope } from "./scope.ts";

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
      // A unit of work that ran out of time has lost the connection, which by now is somebody else's.
      const begun = writing && transactions.get(writing);
      if (!writing || begun?.unit !== currentScope().unit) throw new Error("Plain SQL ran outside of its transaction");
      if (begun.failure) throw begun.failure;
      const statement = prepared.get(sql) ?? writing.prepare(sql);
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
  const factory = new PrismaBetterSqlite3({ url, timeout: readonly ? 5_000 : 500, readonly, fileMustExist: readonly });
  const connectOnce = factory.connect.bind(factory);
  factory.connect = async () => {
    const connected = await connectOnce();
    const held = connected as unknown as { client: Database.Database };
    prepareSqlite(held.client, readonly);
    opened?.(held.client);
    held.client = portalStatements(held.client);
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

/** The transaction that a connection is in: whose it is, and why it could not begin, if so. */
interface Begun {
  readonly unit: object;
  readonly failure?: unknown;
}

const transactions = new WeakMap<Database.Database, Begun>();

// The adapter compiles each statement anew, which costs more than running it; and it begins transactions as readers, see docs/decisions.md, 8.
function portalStatements(db: Database.Database): Database.Database {
  const known = new Map<string, Database.Statement>();
  // BEGIN must not fail: the adapter would keep its queue locked for good. What it met is thrown by the first statement instead.
  const begin = () => {
    const { unit } = currentScope();
    try {
      beginWriting(db);
      transactions.set(db, { unit });
    } catch (failure) {
      transactions.set(db, { unit, failure });
    }
  };
  const end = (sql: string) => {
    transactions.delete(db);
    try {
      if (db.inTransaction) db.exec(sql);
    } catch (error) {
      // After a COMMIT that failed nobody rolls back, and the next transaction could not begin.
      if (db.inTransaction) db.exec("ROLLBACK");
      throw error;
    }
    return { changes: 0 };
  };
  const prepare = (sql: string) => {
    if (sql === "BEGIN") return { run: begin };
    if (sql === "COMMIT" || sql === "ROLLBACK") return { bind: () => ({ run: () => end(sql) }) };
    const failure = transactions.get(db)?.failure;
    if (failure) throw failure;
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

// A transaction that reads first and then wants to write would find another process in its way, so it asks at the start. While it waits the
// whole process does, hence the short busy timeout: the unit of work begins again instead, and waits its turn without holding up others.
function beginWriting(db: Database.Database): void {
  if (db.inTransaction) db.exec("ROLLBACK");
  db.exec("BEGIN IMMEDIATE");
}
