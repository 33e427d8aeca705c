import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import { AppError } from "@/lib/errors.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { currentScope } from "../scope.ts";
import type { Database, QueryLog, SqlValue } from "./database.ts";
import { withinTimeLimit } from "./time-limit.ts";

/** A SQLite file: one connection that writes, one that reads. */
export function connectSqlite(url: string, log: QueryLog): Database {
  mkdirSync(dirname(url.replace(/^file:/, "")), { recursive: true });
  let running: object | undefined;
  const refuseLate = (db: BetterSqlite3.Database) => {
    // A unit of work that timed out has lost the connection, and somebody else may have it by now.
    // SQLite itself may also have rolled it back.
    if (running !== currentScope().unit || !db.inTransaction)
      throw new Error("Plain SQL ran outside of its transaction");
  };
  const writing = openOnce(url, false, refuseLate);
  const reading = openOnce(url, true, () => {});
  const turn = turns();
  let group: Group | undefined;

  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    const { db, statement } = await writing.opened();
    const end = await turn();
    try {
      group ??= beginGroup(statement);
      const joined = group;
      const [outcome] = await Promise.allSettled([part(db, statement, joined, work)]);
      end();
      // Also after a failure, so that the file is no longer locked when the caller gets its answer.
      await joined.committed.catch((error: unknown) => {
        if (outcome.status === "fulfilled") throw error;
      });
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    } finally {
      end();
    }
  }

  async function part<T>(
    db: BetterSqlite3.Database,
    statement: Opened["statement"],
    joined: Group,
    work: () => Promise<T>,
  ): Promise<T> {
    running = currentScope().unit;
    try {
      statement("SAVEPOINT unit").run();
      const answer = await withinTimeLimit(work);
      statement("RELEASE SAVEPOINT unit").run();
      return answer;
    } catch (error) {
      undo(db, statement, joined, error);
      throw error;
    } finally {
      running = undefined;
      joined.parts += 1;
      // Units of work that run before the event loop turns share one wait for the disk.
      if (joined.parts >= mostTogether || !db.inTransaction) commit(db, statement, joined);
      else setImmediate(() => group === joined && !running && commit(db, statement, joined));
    }
  }

  // After some failures, such as a full disk, SQLite has already rolled back the whole transaction.
  function undo(
    db: BetterSqlite3.Database,
    statement: Opened["statement"],
    joined: Group,
    why: unknown,
  ): void {
    try {
      statement("ROLLBACK TO SAVEPOINT unit").run();
      statement("RELEASE SAVEPOINT unit").run();
    } catch {
      joined.settle(why);
      if (db.inTransaction) statement("ROLLBACK").run();
    }
  }

  function commit(db: BetterSqlite3.Database, statement: Opened["statement"], joined: Group): void {
    group = undefined;
    try {
      if (db.inTransaction) statement("COMMIT").run();
      joined.settle();
    } catch (error) {
      joined.settle(error);
      if (db.inTransaction) statement("ROLLBACK").run();
    }
  }

  const writer = new PrismaClient({ adapter: writing.factory, log });
  const reader = new PrismaClient({ adapter: reading.factory, log });
  return {
    engine: "sqlite",
    url,
    writer,
    reader,
    transaction,
    async run(sql, parameters) {
      const { writes } = currentScope();
      const { db, statement } = await (writes ? writing : reading).opened();
      if (writes) refuseLate(db);
      const prepared = statement(sql);
      if (!prepared.reader) return { rows: [], count: prepared.run(parameters).changes };
      return { rows: prepared.raw().all(parameters) as SqlValue[][], count: 0 };
    },
    async close() {
      await Promise.all([writer.$disconnect(), reader.$disconnect()]);
      for (const { close } of [writing, reading]) await close();
    },
  };
}

interface Opened {
  readonly adapter: SqlDriverAdapter;
  readonly db: BetterSqlite3.Database;
  statement(sql: string): BetterSqlite3.Statement;
}

// One connection for Prisma and for plain SQL, opened by whichever comes first.
function openOnce(url: string, readonly: boolean, beforeEach: (db: BetterSqlite3.Database) => void) {
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

const mostStatements = 500;

// Compiling a statement costs more than running it.
function statements(db: BetterSqlite3.Database): Opened["statement"] {
  const known = new Map<string, BetterSqlite3.Statement>();
  return (sql) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    if (known.size >= mostStatements) known.clear();
    known.set(sql, statement);
    return statement;
  };
}

// The transactions that Prisma begins by itself, for some calls, become
// savepoints of the running one.
const within: Readonly<Record<string, string>> = {
  BEGIN: "SAVEPOINT part",
  COMMIT: "RELEASE SAVEPOINT part",
  ROLLBACK: "ROLLBACK TO SAVEPOINT part",
};

// The adapter compiles each statement again and knows nothing about units of work.
function forPrisma(
  db: BetterSqlite3.Database,
  statement: Opened["statement"],
  beforeEach: (db: BetterSqlite3.Database) => void,
): BetterSqlite3.Database {
  const prepare = (sql: string) => {
    beforeEach(db);
    const prepared = statement(within[sql] ?? sql);
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

/** Units of work that are committed together. */
interface Group {
  parts: number;
  readonly committed: Promise<void>;
  /** Settles the promise. Only the first call counts. */
  settle(error?: unknown): void;
}

const mostTogether = 20;

// Begins as a writer, see docs/decisions.md, 8. While SQLite waits for another process, this whole
// process waits too, so its busy timeout is short. Instead, the unit of work begins again and waits
// its turn without blocking others.
function beginGroup(statement: Opened["statement"]): Group {
  statement("BEGIN IMMEDIATE").run();
  let settle: Group["settle"] = () => {};
  const committed = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  committed.catch(() => {});
  return { parts: 0, committed, settle };
}

const mostMillisecondsToWait = 10_000;

// Writing units of work run one after the other, in the order of their arrival.
function turns(): () => Promise<() => void> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let end = () => {};
    last = outsideRequests(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AppError("BUSY")), mostMillisecondsToWait);
    });
    try {
      await Promise.race([before, over]);
      return end;
    } catch (error) {
      void before.then(end);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}
