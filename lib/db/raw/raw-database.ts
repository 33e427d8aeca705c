import Database from "better-sqlite3";
import pg from "pg";
import { ask } from "@/lib/db/engines/ask-postgresql.ts";
import type { SqlValue } from "@/lib/db/engines/database.ts";
import { prepareSqlite } from "@/lib/db/engines/sqlite-connection.ts";

export type { SqlValue };

/** Plain SQL access to a database, for work over whole tables: verifying, rotating keys, seeding,
 *  moving. It sees every account. */
export interface RawDatabase {
  readonly engine: "sqlite" | "postgresql";
  /** Rows as lists in column order. Whole numbers are numbers where they fit, and times are text.
   *  Parameters are written `?`. */
  rows(sql: string, parameters?: readonly SqlValue[]): Promise<SqlValue[][]>;
  /** Returns how many rows a statement changed. PostgreSQL also accepts whole lists, as arrays. */
  run(sql: string, parameters?: readonly (SqlValue | readonly SqlValue[])[]): Promise<number>;
  /** Runs work in one transaction. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Reads one snapshot of the data, without blocking other writers. */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a database next to the portal's own connection. On PostgreSQL it uses the role
 *  portal_system, or the login itself with `asLogin`. */
export async function openRaw(url: string, options: { asLogin?: boolean } = {}): Promise<RawDatabase> {
  return url.startsWith("file:")
    ? openRawSqlite(url.replace(/^file:/, ""))
    : openRawPostgresql(url, options.asLogin ?? false);
}

/** Switches the role until the end of the transaction: to the portal's, or to the login itself.
 *  SQLite has no roles. */
export async function actAs(db: RawDatabase, role: "portal_system" | "login"): Promise<void> {
  if (db.engine === "postgresql") await db.run(`SET LOCAL ROLE ${role === "login" ? "NONE" : role}`);
}

function openRawSqlite(file: string): RawDatabase {
  const db = new Database(file, { timeout: 60_000 });
  prepareSqlite(db, false);
  const statements = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const within = <T>(begin: string, work: () => Promise<T>) =>
    inTransaction(async (sql) => db.exec(sql), begin, work);
  return {
    engine: "sqlite",
    async rows(sql, parameters = []) {
      return statement(sql).raw().all(parameters) as SqlValue[][];
    },
    async run(sql, parameters = []) {
      return statement(sql).run(parameters).changes;
    },
    transaction: (work) => within("BEGIN IMMEDIATE", work),
    snapshot: (work) => within("BEGIN", work),
    async close() {
      db.close();
    },
  };
}

const wholeNumber = (text: string) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

// OIDs of PostgreSQL's types. Everything else stays text.
const numberTypes = new Set([20, 21, 23]);

async function openRawPostgresql(url: string, asLogin: boolean): Promise<RawDatabase> {
  const types = {
    getTypeParser: (type: number) => (text: string) => (numberTypes.has(type) ? wholeNumber(text) : text),
  } as unknown as pg.CustomTypesConfig;
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  if (!asLogin) await client.query("SET ROLE portal_system");
  const query = (sql: string, parameters: readonly (SqlValue | readonly SqlValue[])[]) => {
    let position = 0;
    const text = sql.replace(/\?/g, () => `$${++position}`);
    return ask(client, { text, values: [...parameters], rowMode: "array" });
  };
  return {
    engine: "postgresql",
    async rows(sql, parameters = []) {
      return (await query(sql, parameters)).rows;
    },
    async run(sql, parameters = []) {
      return (await query(sql, parameters)).rowCount ?? 0;
    },
    transaction: (work) => inTransaction((sql) => client.query(sql), "BEGIN", work),
    snapshot: (work) =>
      inTransaction((sql) => client.query(sql), "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work),
    async close() {
      await client.end();
    },
  };
}

async function inTransaction<T>(
  run: (sql: string) => Promise<unknown>,
  begin: string,
  work: () => Promise<T>,
): Promise<T> {
  await run(begin);
  try {
    const answer = await work();
    await run("COMMIT");
    return answer;
  } catch (error) {
    await run("ROLLBACK");
    throw error;
  }
}
