import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { findOrStartPostgres, testDatabaseUrl } from "@/lib/setup/postgres/postgres.mjs";
import { applyMigrations } from "../../prisma/migrate/apply-migrations.ts";
import { freshSecrets } from "../setup/secrets.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database to copy: a SQLite file, or a database of a server. `folder` is for the
     *  files of the tests. */
    template: { kind: "sqlite" | "server"; url: string; name: string; folder: string };
  }
}

const reports = ".data/test";
const enginesFile = `${reports}/engines.json`;
const memory = "/dev/shm";
const enoughBytes = 2 ** 30;

/** Creates one migrated database per engine for the test files to copy, and notes the engines. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(reports, { recursive: true });
  for (const [name, value] of Object.entries(freshSecrets())) process.env[name] ??= value;
  process.env.LOG_LEVEL ??= "silent";
  process.env.PASSWORD_COST ??= "5";
  const folder = folderInMemory() ?? reports;
  const isSqlite = project.config.env.TEST_ENGINE === "sqlite";
  const tearDown = await (isSqlite ? setupSqlite(project, folder) : setupPostgresql(project, folder));
  return async () => {
    await tearDown();
    if (folder !== reports) rmSync(folder, { recursive: true, force: true });
  };
}

// The tests commit thousands of times. In memory, no commit waits for the disk.
function folderInMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > enoughBytes ? mkdtempSync(`${memory}/portal-test-`) : undefined;
  } catch {
    return undefined;
  }
}

async function setupSqlite(project: TestProject, folder: string): Promise<() => Promise<void>> {
  const file = `${folder}/template-${process.pid}.sqlite`;
  await applyMigrations(`file:${file}`);
  const db = new Database(file);
  const version = db.prepare("SELECT sqlite_version()").pluck().get() as string;
  db.pragma("journal_mode = DELETE");
  db.close();
  project.provide("template", { kind: "sqlite", url: `file:${file}`, name: file, folder });
  noteEngine({ sqlite: version });
  return async () => rmSync(file, { force: true });
}

async function setupPostgresql(project: TestProject, folder: string): Promise<() => Promise<void>> {
  const server = await findOrStartPostgres();
  const url = testDatabaseUrl();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const name = `portal_test_${process.pid}`;
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name}`);
  await applyMigrations(databaseUrl(url, name));
  const { rows } = await client.query("SHOW server_version");
  project.provide("template", { kind: "server", url, name, folder });
  noteEngine({ postgresql: String(rows[0]?.server_version).split(" ")[0] ?? "" });
  return async () => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
    await server.stop();
  };
}

/** The URL of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}

function noteEngine(found: Record<string, unknown>): void {
  const known = existsSync(enginesFile) ? JSON.parse(readFileSync(enginesFile, "utf8")) : {};
  writeFileSync(enginesFile, JSON.stringify({ ...known, ...found }));
}
