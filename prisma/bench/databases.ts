import { mkdirSync, rmSync } from "node:fs";
import pg from "pg";
import { connect, connection, setConnection } from "@/lib/db/client.ts";
import { openRaw, type RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { env } from "@/lib/process/env.ts";
import { applyMigrations } from "../migrate/apply-migrations.ts";
import type { Engine } from "../migrate/custom-ddl.ts";
import { addBulkRows, type BulkResult } from "../seed/bulk-rows.ts";

/** A database made for measuring. The portal's own functions use it, and
 *  `raw` is its administrator. */
export interface BenchDatabase extends BulkResult {
  readonly engine: Engine;
  readonly raw: RawDatabase;
}

/** The folder of the databases made for measuring. */
export const folder = ".data/bench";
const file = `${folder}/bench.sqlite`;
const name = "portal_bench";
const server = () => process.env.BENCH_DATABASE_URL || "postgresql://postgres@127.0.0.1:5432/postgres";
const callersAtOnce = 10;

/** Runs work on a fresh database that has its tables and no rows, and removes it. */
export async function onEmptyDatabase<T>(engine: Engine, work: (url: string) => Promise<T>): Promise<T> {
  await removeDatabase(engine);
  const url = await makeDatabase(engine);
  setConnection(connect(url, { poolSize: callersAtOnce }));
  try {
    return await work(url);
  } finally {
    await connection().close();
    await removeDatabase(engine);
  }
}

/** Runs work on a fresh database with this many cards over this many accounts, and removes it. */
export async function onFreshDatabase<T>(
  engine: Engine,
  cards: number,
  accounts: number,
  work: (db: BenchDatabase) => Promise<T>,
): Promise<T> {
  return onEmptyDatabase(engine, async (url) => {
    const added = await addBulkRows(url, { cards, transactions: 0, accounts, seed: 1 });
    const raw = await openRaw(url, { asLogin: true });
    try {
      return await work({ engine, raw, ...added });
    } finally {
      await raw.close();
    }
  });
}

async function makeDatabase(engine: Engine): Promise<string> {
  const url =
    engine === "sqlite"
      ? `file:${file}`
      : Object.assign(new URL(server()), { pathname: `/${name}` }).toString();
  if (engine === "postgresql") await onServer(`CREATE DATABASE ${name}`);
  await applyMigrations(url);
  return url;
}

// The checkpoints of one database do not apply to the next one, whose businesses have the same ids.
async function removeDatabase(engine: Engine): Promise<void> {
  rmSync(env().CHECKPOINT_FILE, { force: true });
  if (engine === "postgresql") return onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  mkdirSync(folder, { recursive: true });
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** The version of the PostgreSQL server, or undefined when none answers. */
export async function postgresqlVersion(): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: server(), connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    await client.end();
    return rows[0]?.server_version.split(" ")[0];
  } catch {
    return undefined;
  }
}
