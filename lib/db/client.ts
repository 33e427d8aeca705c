import { env } from "@/lib/process/env.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import type { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { type PlainCall, plainCall } from "./plain-calls.ts";
import { connectPostgresql } from "./postgresql.ts";
import { delegateName, type ModelName } from "./schema.ts";
import { narrowToScope } from "./scope.ts";
import { connectSqlite } from "./sqlite.ts";

/** Prisma's client, able to tell what it sends. */
export type LoggingClient = PrismaClient<"query">;

/** What Prisma's client is to tell: every query, or nothing, for telling costs time. */
export type QueryLog = { emit: "event"; level: "query" }[];

export type SqlValue = string | number | bigint | null;

/** What a statement gave: rows as lists in the order of the columns, and how many it changed. Whole numbers are numbers or bigints, times
 *  and JSON are text. */
export interface SqlAnswer {
  readonly rows: SqlValue[][];
  readonly count: number;
}

/** A database as its engine opens it. Everything sent to it goes to the transaction of the unit of work it is sent in; in one that only
 *  reads, each statement stands for itself. */
export interface Database {
  readonly engine: "sqlite" | "postgresql";
  readonly url: string;
  readonly writer: LoggingClient;
  /** Reading has its own client, so that on SQLite it never waits behind a write, nor can write itself. */
  readonly reader: LoggingClient;
  /** Runs work in the writing transaction of this unit of work. Throws BUSY when that takes too long. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Runs plain SQL, prepared once. Parameters are written `?`. */
  run(sql: string, parameters: readonly SqlValue[]): Promise<SqlAnswer>;
  close(): Promise<void>;
}

/** The database of an installation. */
export interface Connection extends Database {
  /** The rows of plain SQL: for what no Prisma call says. */
  plainSql(sql: string, parameters: readonly SqlValue[]): Promise<SqlValue[][]>;
}

export interface ConnectOptions {
  /** Most connections to PostgreSQL at a time; 10 when not said. */
  readonly poolSize?: number;
  /** Is told every statement that is sent for a Prisma call, with its parameters as JSON. */
  readonly onQuery?: (sql: string, parameters: string) => void;
}

/** Opens the database of a DATABASE_URL. The schema is typed once, for SQLite. */
export function connect(url: string, { poolSize = 10, onQuery }: ConnectOptions = {}): Connection {
  const log = onQuery ? [{ emit: "event" as const, level: "query" as const }] : [];
  const opened = url.startsWith("file:") ? connectSqlite(url, log) : connectPostgresql(url, poolSize, log);
  for (const client of onQuery ? new Set([opened.writer, opened.reader]) : [])
    client.$on("query", ({ query, params }) => onQuery?.(query, params));
  const answer = async (call: PlainCall) => {
    onQuery?.(
      call.sql,
      JSON.stringify(call.values, (_, value) => (typeof value === "bigint" ? value.toString() : value)),
    );
    return call.read(await opened.run(call.sql, call.values));
  };
  return {
    ...opened,
    writer: narrowed(opened.writer, answer),
    reader: narrowed(opened.reader, answer),
    plainSql: async (sql, parameters) => (await opened.run(sql, parameters)).rows,
  };
}

type Call = (args?: Record<string, unknown>) => Promise<unknown>;

// The soft-delete and tenant middleware: every query of every model passes here. What is simple enough goes on without Prisma. Not one of
// Prisma's own extensions, which would walk over every row of every answer.
function narrowed(client: LoggingClient, answer: (call: PlainCall) => Promise<unknown>): LoggingClient {
  const models = new Map<string | symbol, object>(
    Object.keys(schemaMap).map((model) => {
      const name = delegateName(model as ModelName);
      const delegate = client[name] as unknown as Record<string, Call>;
      const calls = new Map<string, Call>();
      const callOf = (operation: string): Call => {
        const known = calls.get(operation);
        if (known) return known;
        const call: Call = async (args) => {
          const own = narrowToScope(model, operation, args);
          const plain = plainCall(model, operation, own);
          return plain ? answer(plain) : delegate[operation]?.(own);
        };
        calls.set(operation, call);
        return call;
      };
      return [name, new Proxy({}, { get: (_, operation) => callOf(String(operation)) })];
    }),
  );
  return new Proxy(client, { get: (target, name) => models.get(name) ?? Reflect.get(target, name, target) });
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
