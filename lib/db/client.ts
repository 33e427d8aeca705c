import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";
import pg from "pg";
import { env } from "@/lib/env.ts";
import { PrismaClient as PostgresqlClient } from "@/prisma/generated/postgresql/client.ts";
import { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { currentScope, narrowToScope, type Scope } from "./scope.ts";

/** The two Prisma clients of an installation. Reading has its own, so that it never waits behind a write, nor can write itself. */
export interface Connection {
  readonly engine: "sqlite" | "postgresql";
  readonly url: string;
  readonly writer: PrismaClient;
  readonly reader: PrismaClient;
  close(): Promise<void>;
}

/** Opens the database of a DATABASE_URL. The schema is typed once, for SQLite; only this file knows there are two. */
export function connect(url: string, options: { poolSize?: number } = {}): Connection {
  return url.startsWith("file:") ? connectSqlite(url) : connectPostgresql(url, options.poolSize ?? 10);
}

// The soft-delete and tenant middleware: every query of every model passes here, inside transactions too.
function narrowed(client: PrismaClient): PrismaClient {
  const extended = client.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) => query(narrowToScope(model, operation, args as Record<string, unknown>) as typeof args),
      },
    },
  });
  return extended as unknown as PrismaClient;
}

function connectSqlite(url: string): Connection {
  const file = url.replace(/^file:/, "");
  mkdirSync(dirname(file), { recursive: true });
  const writer = narrowed(new PrismaClient({ adapter: sqliteAdapter(url, false) }));
  const reader = narrowed(new PrismaClient({ adapter: sqliteAdapter(url, true) }));
  return { engine: "sqlite", url, writer, reader, close: () => closeBoth(writer, reader) };
}

function sqliteAdapter(url: string, readonly: boolean) {
  const factory = new PrismaBetterSqlite3({ url, timeout: 5_000, readonly, fileMustExist: readonly });
  const connectOnce = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connectOnce();
    const { client } = adapter as unknown as { client: Database.Database };
    prepareSqlite(client, readonly);
    return adapter;
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
  const prepare = db.prepare.bind(db) as (sql: string) => Database.Statement;
  // A transaction that reads first and then wants to write would find another process in its way; asking at the start waits its turn.
  db.prepare = ((sql: string) => prepare(sql === "BEGIN" ? "BEGIN IMMEDIATE" : sql)) as typeof db.prepare;
}

function connectPostgresql(url: string, poolSize: number): Connection {
  const adapter = new PrismaPg(new ScopedPool({ connectionString: url, max: poolSize, ...timeouts }), { disposeExternalPool: true });
  const writer = narrowed(new PostgresqlClient({ adapter }) as unknown as PrismaClient);
  return { engine: "postgresql", url, writer, reader: writer, close: () => closeBoth(writer, writer) };
}

const timeouts = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 30_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
} satisfies pg.PoolConfig;

// Begins each transaction in its scope, within the one round trip that BEGIN takes anyway. Without a scope none begins.
class ScopedPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void): void;
  // biome-ignore lint/suspicious/noConfusingVoidType: the overloads are pg's
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : super.connect().then(beginningInScope);
  }
}

const plainQuery = Symbol("query");

function beginningInScope(client: pg.PoolClient): pg.PoolClient {
  const patched = client as pg.PoolClient & { [plainQuery]?: unknown };
  patched[plainQuery] ??= client.query.bind(client);
  const query = patched[plainQuery] as (...args: unknown[]) => unknown;
  const beginSql = begin(currentScope());
  patched.query = ((config: { text?: string }, ...rest: unknown[]) =>
    config?.text === "BEGIN" ? query(beginSql) : query(config, ...rest)) as pg.PoolClient["query"];
  return patched;
}

function begin({ reach, writes }: Scope): string {
  const [role, accountId] = reach === "across" ? ["portal_system", ""] : ["portal_app", String(Math.trunc(reach.accountId))];
  return `BEGIN${writes ? "" : " READ ONLY"}; SELECT set_config('app.account_id', '${accountId}', true), set_config('role', '${role}', true)`;
}

async function closeBoth(...clients: PrismaClient[]): Promise<void> {
  await Promise.all([...new Set(clients)].map((client) => client.$disconnect()));
}

const held = globalThis as typeof globalThis & { portalConnection?: Connection };

/** The connection of this process, opened at first use and kept over reloads of modules. */
export function connection(): Connection {
  held.portalConnection ??= connect(env().DATABASE_URL);
  return held.portalConnection;
}

/** Uses another connection in this process from now on; for tests and for moving data. */
export function useConnection(next: Connection): void {
  held.portalConnection = next;
}
