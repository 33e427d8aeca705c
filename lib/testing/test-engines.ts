import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../prisma/migrate/apply-migrations.ts";
import { freshSecrets } from "../setup/secrets.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database to copy: a SQLite file, a database of a server, or the file that PGlite is loaded from. */
    template: { kind: "sqlite" | "server" | "pglite"; url: string; name: string };
  }
}

const folder = ".data/test";
const enginesFile = `${folder}/engines.json`;

/** Makes one migrated database per engine, which every test file copies, and notes which engines these are. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(freshSecrets())) process.env[name] ??= value;
  process.env.LOG_LEVEL ??= "silent";
  return project.config.env.TEST_ENGINE === "sqlite" ? setupSqlite(project) : setupPostgresql(project);
}

async function setupSqlite(project: TestProject): Promise<() => Promise<void>> {
  const file = `${folder}/template-${process.pid}.sqlite`;
  await applyMigrations(`file:${file}`);
  const db = new Database(file);
  const version = db.prepare("SELECT sqlite_version()").pluck().get() as string;
  db.pragma("journal_mode = DELETE");
  db.close();
  project.provide("template", { kind: "sqlite", url: `file:${file}`, name: file });
  noteEngine({ sqlite: version });
  return async () => rmSync(file, { force: true });
}

async function setupPostgresql(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (process.env.TEST_PGLITE) return setupPglite(project);
  const url = given ?? "postgresql://postgres@127.0.0.1:5432/postgres";
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  const answers = await client.connect().then(
    () => true,
    (error: unknown) => {
      // A server that was named has to be there: falling back would test something else than was asked for.
      if (given) throw error;
      return false;
    },
  );
  if (!answers) return setupPglite(project);
  const name = `portal_test_${process.pid}`;
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name}`);
  await applyMigrations(databaseUrl(url, name));
  const { rows } = await client.query("SHOW server_version");
  project.provide("template", { kind: "server", url, name });
  noteEngine({
    postgresql: { version: String(rows[0]?.server_version).split(" ")[0] ?? "", kind: "server" },
  });
  return async () => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  };
}

async function setupPglite(project: TestProject): Promise<() => Promise<void>> {
  const { servePglite } = await import("./test-pglite.ts");
  const server = await servePglite();
  await applyMigrations(server.url);
  const file = `${folder}/template-${process.pid}.pglite`;
  writeFileSync(file, await server.dump());
  await server.stop();
  project.provide("template", { kind: "pglite", url: "", name: file });
  noteEngine({ postgresql: { version: server.version, kind: "pglite" } });
  return async () => rmSync(file, { force: true });
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}

function noteEngine(found: Record<string, unknown>): void {
  const known = existsSync(enginesFile) ? JSON.parse(readFileSync(enginesFile, "utf8")) : {};
  writeFileSync(enginesFile, JSON.stringify({ ...known, ...found }));
}
