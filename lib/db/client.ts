import { env } from "@/lib/process/env.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import type { Database, LoggingClient, SqlValue } from "./engines/database.ts";
import { connectPostgresql } from "./engines/postgresql.ts";
import { connectSqlite } from "./engines/sqlite.ts";
import { delegateName, type ModelName } from "./schema.ts";
import { narrowToScope } from "./scope.ts";

/** The database of an installation. */
export interface Connection extends Database {
  /** Returns the rows of plain SQL, for queries that no Prisma call can express. */
  plainSql(sql: string, parameters: readonly SqlValue[]): Promise<SqlValue[][]>;
}

export interface ConnectOptions {
  /** The maximum number of connections to PostgreSQL. The default is 10. */
  readonly poolSize?: number;
  /** Called with every statement that a Prisma call sends, and with its parameters as JSON. */
  readonly onQuery?: (sql: string, parameters: string) => void;
}

/** Opens the database of a DATABASE_URL. The TypeScript types are SQLite's for both. */
export function connect(url: string, { poolSize = 10, onQuery }: ConnectOptions = {}): Connection {
  const log = onQuery ? [{ emit: "event" as const, level: "query" as const }] : [];
  const opened = url.startsWith("file:") ? connectSqlite(url, log) : connectPostgresql(url, poolSize, log);
  if (onQuery) opened.client.$on("query", ({ query, params }) => onQuery(query, params));
  return {
    ...opened,
    client: narrowed(opened.client),
    plainSql: async (sql, parameters) => (await opened.run(sql, parameters)).rows,
  };
}

type Call = (args?: Record<string, unknown>) => Promise<unknown>;

// The soft-delete and tenant middleware. Every query of every model passes through it. This is not
// a Prisma extension, because an extension would walk over every row of every answer.
function narrowed(client: LoggingClient): LoggingClient {
  const models = new Map<string | symbol, object>(
    Object.keys(schemaMap).map((model) => {
      const name = delegateName(model as ModelName);
      const delegate = client[name] as unknown as Record<string, Call>;
      const calls = new Map<string, Call>();
      const callOf = (operation: string): Call => {
        const known = calls.get(operation);
        if (known) return known;
        const call: Call = async (args) => delegate[operation]?.(narrowToScope(model, operation, args));
        calls.set(operation, call);
        return call;
      };
      return [name, new Proxy({}, { get: (_, operation) => callOf(String(operation)) })];
    }),
  );
  return new Proxy(client, { get: (target, name) => models.get(name) ?? Reflect.get(target, name, target) });
}

const held = globalThis as typeof globalThis & { portalConnection?: Connection };

/** The connection of this process. It is opened at first use and survives module reloads. */
export function connection(): Connection {
  held.portalConnection ??= connect(env().DATABASE_URL);
  return held.portalConnection;
}

/** Replaces the connection of this process, for tests and for moving data. */
export function setConnection(next: Connection): void {
  held.portalConnection = next;
}
