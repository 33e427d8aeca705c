import { env } from "@/lib/env.ts";
import type { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { connectPostgresql } from "./postgresql.ts";
import { narrowToScope } from "./scope.ts";
import { connectSqlite } from "./sqlite.ts";

/** Prisma's client, able to tell what it sends. */
export type LoggingClient = PrismaClient<"query">;

/** What Prisma's client is to tell: every query, or nothing, for telling costs time. */
export type QueryLog = { emit: "event"; level: "query" }[];

export type SqlValue = string | number | bigint | null;

/** The Prisma clients of an installation. Reading has its own, so that on SQLite it never waits behind a write, nor can write itself. */
export interface Connection {
  readonly engine: "sqlite" | "postgresql";
  readonly url: string;
  readonly writer: LoggingClient;
  readonly reader: LoggingClient;
  /** Plain SQL inside the running writing unit of work, prepared once: for the few statements that every command ends with, which through
   *  Prisma would cost as much as all the rest of it. Parameters are written `?`; rows are lists in the order of the columns. */
  plainSql(sql: string, parameters: readonly SqlValue[]): Promise<SqlValue[][]>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Most connections to PostgreSQL at a time; 10 when not said. */
  readonly poolSize?: number;
  /** Is told every statement that Prisma sends, with its parameters as JSON. */
  readonly onQuery?: (sql: string, parameters: string) => void;
}

/** Opens the database of a DATABASE_URL. The schema is typed once, for SQLite. */
export function connect(url: string, { poolSize = 10, onQuery }: ConnectOptions = {}): Connection {
  const log = onQuery ? [{ emit: "event" as const, level: "query" as const }] : [];
  const opened = url.startsWith("file:") ? connectSqlite(url, log) : connectPostgresql(url, poolSize, log);
  for (const client of onQuery ? new Set([opened.writer, opened.reader]) : [])
    client.$on("query", ({ query, params }) => onQuery?.(query, params));
  return { ...opened, writer: narrowed(opened.writer), reader: narrowed(opened.reader) };
}

// The soft-delete and tenant middleware: every query of every model passes here, inside transactions too.
function narrowed(client: LoggingClient): LoggingClient {
  const extended = client.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(narrowToScope(model, operation, args as Record<string, unknown>) as typeof args),
      },
    },
  });
  return extended as unknown as LoggingClient;
}

const held = globalThis as typeof globalThis & { portalConnection?: Connection };

/** The connection of this process, opened at first use and kept over reloads of modules. */
export function connection(): Connection {
  held.portalConnection ??= connect(env().DATABASE_URL);
  return held.portalConnection;
}

/** Uses another connection in this process from now on; for tests and for moving data. */
export function setConnection(next: Connection): void {
  held.portalConnection = next;
}
