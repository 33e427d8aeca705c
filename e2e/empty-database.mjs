import { rmSync } from "node:fs";
import { resolve } from "node:path";
import pg from "pg";
import { testDatabaseUrl } from "../lib/setup/postgres/postgres.mjs";

/** Makes an empty database of an engine under a name, in place of an earlier one, and returns its
 *  URL. */
export function emptyDatabase(engine, name) {
  return engine === "sqlite" ? emptySqlite(name) : emptyPostgresql(name);
}

function emptySqlite(name) {
  const file = resolve(`.data/test/${name}.sqlite`);
  removeSqlite(file);
  return `file:${file}`;
}

/** Removes a database of SQLite with its logs. */
export function removeSqlite(file) {
  for (const ending of ["", "-wal", "-shm"]) rmSync(file + ending, { force: true });
}

async function emptyPostgresql(name) {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS portal_${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE portal_${name}`);
  await client.end();
  return Object.assign(new URL(testDatabaseUrl()), { pathname: `/portal_${name}` }).href;
}
