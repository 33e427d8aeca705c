import type { PrismaClient } from "@/prisma/generated/sqlite/client.ts";

/** Prisma's client with the option to log queries. */
export type LoggingClient = PrismaClient<"query">;

/** What Prisma's client logs: every query, or nothing, because logging takes time. */
export type QueryLog = { emit: "event"; level: "query" }[];

export type SqlValue = string | number | bigint | null;

/** The answer of a statement: rows as lists in column order, and the number of changed rows.
 *  Whole numbers are numbers or bigints. Times and JSON are text. */
export interface SqlAnswer {
  readonly rows: SqlValue[][];
  readonly count: number;
}

/** A database as its engine opens it. Every statement runs in the transaction of its unit of
 *  work. In a unit of work that only reads, each statement runs on its own. */
export interface Database {
  readonly engine: "sqlite" | "postgresql";
  readonly url: string;
  /** Prisma, whose statements run like plain SQL. */
  readonly client: LoggingClient;
  /** Runs work in the writing transaction of this unit of work. Throws
   *  BUSY when it takes too long. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Runs plain SQL as a prepared statement. Parameters are written `?`. */
  run(sql: string, parameters: readonly SqlValue[]): Promise<SqlAnswer>;
  close(): Promise<void>;
}
