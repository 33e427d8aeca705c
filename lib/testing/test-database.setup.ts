import { randomUUID } from "node:crypto";
import { copyFileSync, rmSync } from "node:fs";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { connection } from "../db/client.ts";
import type { Simulator } from "../lithic/simulator/simulator.ts";
import { databaseUrl } from "./test-engines.ts";

// Every test file has a process and a database of its own.
const template = inject("template");
const name = `${template.kind === "server" ? "portal_test_" : `${template.folder}/`}${randomUUID().replaceAll("-", "")}`;
const removals: (() => Promise<void> | void)[] = [];

process.env.CHECKPOINT_FILE = `${template.folder}/${randomUUID()}.jsonl`;
process.env.DATABASE_URL = await makeDatabase();
process.env.ISSUER_SIMULATOR_FILE = `${template.folder}/${randomUUID()}.issuer.sqlite`;
process.env.ISSUER_SIMULATOR_RATES = "none";

afterAll(async () => {
  await connection().close();
  (globalThis as { portalSimulator?: Simulator }).portalSimulator?.close();
  for (const remove of removals) await remove();
  rmSync(process.env.CHECKPOINT_FILE ?? "", { force: true });
  for (const suffix of ["", "-wal", "-shm"])
    rmSync(`${process.env.ISSUER_SIMULATOR_FILE}${suffix}`, { force: true });
});

async function makeDatabase(): Promise<string> {
  if (template.kind === "sqlite") {
    copyFileSync(template.name, `${name}.sqlite`);
    removals.push(() => {
      for (const suffix of ["", "-wal", "-shm"]) rmSync(`${name}.sqlite${suffix}`, { force: true });
    });
    return `file:${name}.sqlite`;
  }
  await onServer(
    `CREATE DATABASE ${name} TEMPLATE ${template.name}`,
    // A test's database need not survive a power cut, so nothing waits for the disk.
    `ALTER DATABASE ${name} SET synchronous_commit = off`,
  );
  removals.push(() => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return databaseUrl(template.url, name);
}

async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: template.url });
  await client.connect();
  // Two files must not copy the template at the same time.
  await client.query("SELECT pg_advisory_lock(7202612)");
  for (const sql of statements) await client.query(sql);
  await client.end();
}
