import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import { asSavepoint } from "./units.ts";

/** An open SQLite connection. `statement` prepares each text once. */
export interface Opened {
  readonly adapter: SqlDriverAdapter;
  readonly db: BetterSqlite3.Database;
  statement(sql: string): BetterSqlite3.Statement;
}

/** One connection for Prisma and for plain SQL, opened by whichever comes first. `beforeEach`
 *  runs before every statement of Prisma. */
export function openOnce(url: string, readonly: boolean, beforeEach: (db: BetterSqlite3.Database) => void) {
  const factory = new PrismaBetterSqlite3({
    url,
    timeout: readonly ? 5_000 : 500,
    readonly,
    fileMustExist: readonly,
  });
  const connect = factory.connect.bind(factory);
  let opening: Promise<Opened> | undefined;
  const open = async () => {
    const adapter = await connect();
    const held = adapter as unknown as { client: BetterSqlite3.Database };
    const db = held.client;
    prepareSqlite(db, readonly);
    const statement = statements(db);
    held.client = forPrisma(db, statement, beforeEach);
    return { adapter, db, statement };
  };
  const opened = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  factory.connect = async () => (await opened()).adapter as Awaited<ReturnType<typeof connect>>;
  const close = async () => {
    const closing = await opening;
    opening = undefined;
    closing?.db.close();
  };
  return { factory, opened, close };
}

/** Sets the pragmas of every SQLite connection of the portal. */
export function prepareSqlite(db: BetterSqlite3.Database, readonly: boolean): void {
  db.pragma("foreign_keys = ON");
  db.pragma("cache_size = -65536");
  db.pragma("mmap_size = 1073741824");
  if (readonly) return;
  db.pragma("journal_mode = WAL");
  // FULL: an answered command survives a power cut.
  db.pragma("synchronous = FULL");
  // Frequently changed pages are copied from the log into the file once for many commits, which
  // gives a quarter more commits a second.
  db.pragma("wal_autocheckpoint = 8000");
  // Without it, INSERT OR REPLACE deletes rows past the triggers that forbid deleting.
  db.pragma("recursive_triggers = ON");
}

const maxStatements = 500;

// Compiling a statement costs more than running it.
function statements(db: BetterSqlite3.Database): Opened["statement"] {
  const known = new Map<string, BetterSqlite3.Statement>();
  return (sql) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    if (known.size >= maxStatements) known.clear();
    known.set(sql, statement);
    return statement;
  };
}

// The adapter compiles each statement again and knows nothing about units of work.
function forPrisma(
  db: BetterSqlite3.Database,
  statement: Opened["statement"],
  beforeEach: (db: BetterSqlite3.Database) => void,
): BetterSqlite3.Database {
  const prepare = (sql: string) => {
    beforeEach(db);
    const prepared = statement(asSavepoint(sql));
    const bind = (parameters: unknown[]) => ({
      reader: prepared.reader,
      columns: () => prepared.columns(),
      run: () => prepared.run(parameters),
      raw: () => ({ all: () => prepared.raw().all(parameters) }),
    });
    return { run: () => prepared.run(), bind };
  };
  return new Proxy(db, {
    get(target, name) {
      const value = name === "prepare" ? prepare : Reflect.get(target, name, target);
      return typeof value === "function" && name !== "prepare" ? value.bind(target) : value;
    },
  });
}
