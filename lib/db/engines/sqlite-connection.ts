import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import BetterSqlite3 from "better-sqlite3";
import { asSavepoint } from "./units.ts";
import { whenUnlocked } from "./when-unlocked.ts";

/** An open SQLite connection. `statement` prepares each text once. */
export interface SqliteConnection {
  readonly db: BetterSqlite3.Database;
  statement(sql: string): BetterSqlite3.Statement;
}

/** Opens a SQLite file. A connection that only reads needs a file that is there. */
export function openSqlite(url: string, readonly: boolean): SqliteConnection {
  const db = new BetterSqlite3(url.replace(/^file:/, ""), { readonly, fileMustExist: readonly });
  db.defaultSafeIntegers(true);
  prepareSqlite(db, readonly);
  // From now on, units of work wait for the lock themselves, and block nobody.
  db.pragma("busy_timeout = 0");
  return { db, statement: statements(db) };
}

/** For how long a read tries again while the file is locked. */
export const maxMillisecondsToRead = 5_000;

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
function statements(db: BetterSqlite3.Database): SqliteConnection["statement"] {
  const known = new Map<string, BetterSqlite3.Statement>();
  return (sql) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    if (known.size >= maxStatements) known.clear();
    known.set(sql, statement);
    return statement;
  };
}

/** Prisma's adapter, which runs its statements where `statement` says. By itself it would know one
 *  connection and no units of work, and compile each statement again. */
export function prismaAdapter(statement: SqliteConnection["statement"]): PrismaBetterSqlite3 {
  const prepare = (sql: string) => {
    const prepared = statement(asSavepoint(sql));
    const bind = (parameters: unknown[]) => ({
      reader: prepared.reader,
      columns: () => prepared.columns(),
      run: () => prepared.run(parameters),
      raw: () => ({ all: () => prepared.raw().all(parameters) }),
    });
    return { run: () => prepared.run(), bind };
  };
  const factory = new PrismaBetterSqlite3({ url: ":memory:" });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = (await connect()) as Awaited<ReturnType<typeof connect>> & { client: unknown };
    (adapter.client as BetterSqlite3.Database).close();
    adapter.client = { prepare, close: () => {} };
    const { queryRaw } = adapter;
    adapter.queryRaw = (query) => whenUnlocked(maxMillisecondsToRead, () => queryRaw.call(adapter, query));
    return adapter;
  };
  return factory;
}
