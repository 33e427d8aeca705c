import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";
import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openRaw } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase, testEngine } from "@/lib/testing/test-database.ts";
import { databaseUrl } from "@/lib/testing/test-engines.ts";
import type { DescribedSchema } from "../generate/described-model.ts";
import { schemaMap } from "../generated/schema-map.ts";
import { applyMigrations, migrationState } from "./apply-migrations.ts";
import { migrationSql, snapshot } from "./new-migration.ts";
import { schemaEngine } from "./schema-engine.ts";

const template = inject("template");
const folder = `.data/test/migrations-${randomUUID()}`;
const made: string[] = [];
const first = () => readdirSync(join("prisma/migrations", testEngine)).filter((name) => /^\d/.test(name));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (template.kind !== "server") return;
  for (const name of made) await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: template.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** An empty database, and a copy of the migrations that a test may add to. */
async function emptyDatabase(): Promise<{ url: string; root: string }> {
  const name = `portal_test_${randomUUID().replaceAll("-", "")}`;
  const root = join(folder, name);
  cpSync("prisma/migrations", root, { recursive: true });
  made.push(name);
  if (testEngine === "sqlite") return { url: `file:${folder}/${name}.sqlite`, root };
  await onServer(`CREATE DATABASE ${name}`);
  return { url: databaseUrl(template.url, name), root };
}

function addMigration(root: string, name: string, sql: string): void {
  mkdirSync(join(root, testEngine, name), { recursive: true });
  writeFileSync(join(root, testEngine, name, "migration.sql"), sql);
}

const migrate = (url: string, root: string): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", "prisma/migrate/migrate.ts", "apply", root], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; output: string }>((resolve) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ code, output }));
  });

const tables = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table'",
  postgresql: "SELECT relname FROM pg_class WHERE relkind = 'r'",
}[testEngine];
const tablesOf = async (url: string) => {
  const db = await openRaw(url, { asLogin: true });
  const names = (await db.rows(tables)).map(([name]) => String(name));
  await db.close();
  return names;
};

describe("migrating", () => {
  it("brings an empty database to today's schema, and a second run finds nothing to do", async () => {
    const { url, root } = await emptyDatabase();
    expect(await migrationState(url, root)).toEqual({ applied: [], pending: first() });
    expect(await applyMigrations(url, root)).toEqual(first());
    expect(await applyMigrations(url, root)).toEqual([]);
    expect(await migrationState(url, root)).toEqual({ applied: first(), pending: [] });
  });

  it("is undone whole when it is killed half-way, and can be run again", async () => {
    const { url, root } = await emptyDatabase();
    await applyMigrations(url, root);
    const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ROWS)";
    const slow = (rows: number) =>
      `CREATE TABLE half_way (i INTEGER);\nINSERT INTO half_way ${numbers.replace("ROWS", String(rows))} SELECT i FROM n;\nCREATE TABLE whole_way (i INTEGER);\n`;
    addMigration(root, "29990101000000_slow", slow(2_000_000_000));
    const child = migrate(url, root);
    const end = ended(child);
    await underWay(url);
    child.kill("SIGKILL");
    await end;
    expect(await tablesOf(url)).not.toContain("half_way");
    addMigration(root, "29990101000000_slow", slow(1000));
    await freed(url);
    expect(await applyMigrations(url, root)).toEqual(["29990101000000_slow"]);
    expect(await tablesOf(url)).toEqual(expect.arrayContaining(["half_way", "whole_way"]));
  });

  it("is applied once when two servers start at the same moment", async () => {
    const { url, root } = await emptyDatabase();
    addMigration(
      root,
      "29990101000000_once",
      "CREATE TABLE only_once (i INTEGER);\nINSERT INTO only_once VALUES (1);\n",
    );
    const results = await Promise.all([1, 2, 3].map(() => ended(migrate(url, root))));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    const applied = results.map(({ output }) => output).join("");
    expect(applied.match(/29990101000000_once/g)).toHaveLength(1);
    expect(applied.match(new RegExp(first()[0] as string, "g"))).toHaveLength(1);
  });

  it("leaves everything as it was when its SQL is wrong, and says which it is", async () => {
    const { url, root } = await emptyDatabase();
    await applyMigrations(url, root);
    addMigration(
      root,
      "29990101000000_wrong",
      "CREATE TABLE fine (i INTEGER);\nCREATE TABEL wrong (i INTEGER);\n",
    );
    await expect(applyMigrations(url, root)).rejects.toThrow(/29990101000000_wrong/);
    expect(await tablesOf(url)).not.toContain("fine");
  });

  it("refuses a database that is ahead, and a migration that was edited later", async () => {
    const { url, root } = await emptyDatabase();
    addMigration(root, "29990101000000_newer", "CREATE TABLE newer (i INTEGER);\n");
    await applyMigrations(url, root);
    await expect(applyMigrations(url)).rejects.toThrow(
      /29990101000000_newer, which this version does not know/,
    );
    addMigration(root, "29990101000000_newer", "CREATE TABLE edited (i INTEGER);\n");
    await expect(applyMigrations(url, root)).rejects.toThrow(/was changed after it had been applied/);
  });

  it("is what Prisma's own engine takes for up to date, with no difference to the schema", async () => {
    const { url, root } = await emptyDatabase();
    await applyMigrations(url, root);
    const engine = await schemaEngine(
      testEngine === "sqlite" ? new PrismaBetterSqlite3({ url }) : new PrismaPg({ connectionString: url }),
    );
    const migrationDirectories = first().map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(join(root, testEngine, path, "migration.sql"), "utf8"),
        },
      },
    }));
    const migrationsList = {
      baseDir: root,
      lockfile: { path: "migration_lock.toml", content: `provider = "${testEngine}"` },
      shadowDbInitScript: "",
      migrationDirectories,
    };
    const filters = { externalTables: [], externalEnums: [] };
    const history = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    });
    expect(history).toMatchObject({ history: null, failedMigrationNames: [], hasMigrationsTable: true });
    engine.free();
  });
});

/** Fills a database as it was before a migration, and applies all of them. */
async function filledBefore(migration: string, statements: readonly string[]) {
  const { url, root } = await emptyDatabase();
  const later = first().filter((name) => name >= migration);
  for (const name of later) rmSync(join(root, testEngine, name), { recursive: true });
  await applyMigrations(url, root);
  const db = await openRaw(url, { asLogin: true });
  for (const statement of statements) await db.run(statement);
  await db.close();
  expect(await applyMigrations(url)).toEqual(later);
  return openRaw(url, { asLogin: true });
}

const people = [
  "INSERT INTO accounts (business_name, owner_email) VALUES ('Kept', 'kept@x.example')",
  "INSERT INTO users (account_id, email, name, role) SELECT id, owner_email, 'Kay', 'owner' FROM accounts",
];

describe("a migration keeps the data", () => {
  it("of a card that waits for the issuer, under the names of the desired state", async () => {
    const db = await filledBefore("20261130095632_name_the_desired_state", [
      ...people,
      `INSERT INTO cards (account_id, user_id, card_type, form, wanted_status, wanted_at, wanted_spend_limit, wanted_spend_limit_duration, limit_wanted_at)
       SELECT account_id, id, 'debit', 'virtual', 'active', created_at, 5000, 'monthly', created_at FROM users`,
    ]);
    const columns = "desired_status, desired_spend_limit, desired_spend_limit_duration";
    expect((await db.rows(`SELECT ${columns} FROM cards`)).map((row) => row.map(String))).toEqual([
      ["active", "5000", "monthly"],
    ]);
    const unset = "desired_at IS NULL OR limit_desired_at IS NULL";
    expect(await db.rows(`SELECT id FROM cards WHERE ${unset}`)).toEqual([]);
    await db.close();
  });

  it("of an operation, under the row that it is about", async () => {
    const operation = (kind: string, target: string, from: string) =>
      `INSERT INTO lithic_operations (account_id, kind, target_type, target_id, payload, idempotency_key)
       SELECT account_id, '${kind}', '${target}', id, '{}', '${randomUUID()}' FROM (${from}) AS found`;
    const db = await filledBefore("20261130102523_point_operations_at_rows", [
      ...people,
      "UPDATE users SET id = 70",
      "INSERT INTO cards (id, account_id, user_id, card_type, form) SELECT 900, account_id, id, 'debit', 'virtual' FROM users",
      operation("account.enrol", "Account", "SELECT id, id AS account_id FROM accounts"),
      operation("user.enrol", "User", "SELECT id, account_id FROM users"),
      operation("card.issue", "Card", "SELECT id, account_id FROM cards"),
    ]);
    const rows = await db.rows("SELECT kind, card_id, user_id FROM lithic_operations ORDER BY id");
    expect(rows).toEqual([
      ["account.enrol", null, null],
      ["user.enrol", null, 70],
      ["card.issue", 900, null],
    ]);
    await expect(db.run("UPDATE lithic_operations SET card_id = 1 WHERE card_id = 900")).rejects.toThrow(
      /foreign key/i,
    );
    await db.close();
  });

  it("of a person's name, whose last word becomes the family name (C10)", async () => {
    const names = ["Ada Owner", "María del Carmen García", "Madonna", "Two  Spaces", "山田 太郎"];
    const added = first().find((name) => name.endsWith("_split_names")) ?? "";
    const db = await filledBefore(added, [
      "INSERT INTO accounts (business_name, owner_email) VALUES ('Kept', 'kept@x.example')",
      ...names.map(
        (name, at) =>
          `INSERT INTO users (account_id, email, name, role) SELECT id, 'p${at}@x.example', '${name}', 'user' FROM accounts`,
      ),
    ]);
    expect(await db.rows("SELECT given_name, family_name, name FROM users ORDER BY id")).toEqual([
      ["Ada", "Owner", "Ada Owner"],
      ["María del Carmen", "García", "María del Carmen García"],
      ["Madonna", "", "Madonna"],
      ["Two ", "Spaces", "Two  Spaces"],
      ["山田", "太郎", "山田 太郎"],
    ]);
    await db.close();
  });

  it("of when people signed in, with a time for those who never did", async () => {
    const added = first().find((name) => name.endsWith("_sort_people_by_sign_in")) ?? "";
    const at = testEngine === "sqlite" ? "'2030-01-01T00:00:00.000+00:00'" : "timestamp '2030-01-01'";
    const person = (email: string, time: string) =>
      `INSERT INTO users (account_id, email, given_name, family_name, name, role, last_login_at) SELECT id, '${email}', 'Kay', '', 'Kay', 'user', ${time} FROM accounts`;
    const db = await filledBefore(added, [
      "INSERT INTO accounts (business_name, owner_email) VALUES ('Kept', 'kept@x.example')",
      person("a@x.example", at),
      person("b@x.example", "NULL"),
    ]);
    const never = testEngine === "sqlite" ? "'1970-01-01T00:00:00.000+00:00'" : "timestamp '1970-01-01'";
    const rows = await db.rows(
      `SELECT email FROM users WHERE last_login_at = ${never} OR last_login_at = ${at} ORDER BY last_login_at`,
    );
    expect(rows).toEqual([["b@x.example"], ["a@x.example"]]);
    await db.close();
  });

  it("of rows that a worker holds, until the end of its lease", async () => {
    const until = testEngine === "sqlite" ? "'2030-01-01T00:00:00.000+00:00'" : "timestamp '2030-01-01'";
    const db = await filledBefore("20261130105456_claim_rows_one_way", [
      ...people,
      `INSERT INTO lithic_operations (account_id, kind, payload, idempotency_key, status, lease_owner, lease_until)
       SELECT id, 'card.check', '{}', '${randomUUID()}', 'running', 'a', ${until} FROM accounts`,
      `INSERT INTO lithic_operations (account_id, kind, payload, idempotency_key) SELECT id, 'card.freeze', '{}', '${randomUUID()}' FROM accounts`,
      `INSERT INTO bulk_jobs (account_id, user_id, verb, input, total, lease_owner, lease_until)
       SELECT account_id, id, 'card.freeze', '{}', 2, 'b', ${until} FROM users`,
      "INSERT INTO bulk_jobs (account_id, user_id, verb, input, total) SELECT account_id, id, 'card.freeze', '{}', 2 FROM users",
      "INSERT INTO bulk_job_items (account_id, job_id, place, status) SELECT account_id, id, 1, 'asked' FROM bulk_jobs",
    ]);
    const held = `next_attempt_at = ${until}`;
    expect(await db.rows(`SELECT kind, lease_owner FROM lithic_operations WHERE ${held}`)).toEqual([
      ["card.reconcile", "a"],
    ]);
    expect(await db.rows(`SELECT lease_owner FROM bulk_jobs WHERE ${held}`)).toEqual([["b"]]);
    expect(await db.rows(`SELECT kind FROM lithic_operations WHERE next_attempt_at < ${until}`)).toEqual([
      ["card.freeze"],
    ]);
    expect(await db.rows("SELECT DISTINCT status FROM bulk_job_items")).toEqual([["running"]]);
    await db.close();
  });
});

async function underWay(url: string): Promise<void> {
  if (testEngine === "sqlite") {
    // The write-ahead log grows while the migration writes.
    const log = `${url.replace("file:", "")}-wal`;
    while (!existsSync(log) || statSync(log).size < 10_000_000) await wait(20);
    return;
  }
  const watcher = new pg.Client({ connectionString: template.url });
  await watcher.connect();
  const running =
    "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND query LIKE '%half_way%'";
  while ((await watcher.query(running, [new URL(url).pathname.slice(1)])).rowCount === 0) await wait(20);
  await watcher.end();
}

// The server notices only at its next answer that its client was killed. Until then it goes on.
async function freed(url: string): Promise<void> {
  if (testEngine === "postgresql")
    await onServer(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${new URL(url).pathname.slice(1)}'`,
    );
}

describe("a new migration", () => {
  type Changed = { [M in keyof DescribedSchema]: DescribedSchema[M] };
  const changed = (change: (schema: Changed) => void): DescribedSchema => {
    const copy = structuredClone(schemaMap) as unknown as Changed;
    change(copy);
    return copy;
  };

  it("is empty when the schema has not changed since the newest", async () => {
    const newest = JSON.parse(readFileSync(`prisma/migrations/${testEngine}/snapshot.json`, "utf8"));
    expect(await migrationSql(newest, snapshot(schemaMap, testEngine), testEngine)).toBe("");
  });

  it("changes a rule of a full table and keeps its rows, indexes and triggers", async () => {
    const db = await rawTestDatabase({ asLogin: true });
    await db.run("INSERT INTO accounts (business_name, owner_email) VALUES ('Kept', 'kept@x.example')");
    await db.run("INSERT INTO spending_profiles (account_id, name) SELECT id, 'Kept' FROM accounts");
    const before = snapshot(schemaMap, testEngine);
    const schema = changed((copy) => {
      Object.assign(copy.SpendingProfile?.checks ?? {}, { no_shouting: "name <> upper(name)" });
    });
    const sql = await migrationSql(before, snapshot(schema, testEngine), testEngine);
    await runScript(db, sql);
    expect(await db.rows("SELECT name FROM spending_profiles")).toEqual([["Kept"]]);
    await expect(
      db.run("INSERT INTO spending_profiles (account_id, name) SELECT id, 'LOUD' FROM accounts"),
    ).rejects.toThrow(/no_shouting/);
    await expect(
      db.run("INSERT INTO spending_profiles (account_id, name) SELECT id, 'Kept' FROM accounts"),
    ).rejects.toThrow(/unique/i);
    await expect(db.run("UPDATE spending_profiles SET allowed_categories = '[\"1\"]'")).rejects.toThrow(
      /category_codes/,
    );
    await db.close();
  });
});

it.runIf(testEngine === "sqlite")(
  "can remake every table (SQLite only: PostgreSQL changes tables in place)",
  async () => {
    const { url, root } = await emptyDatabase();
    await applyMigrations(url, root);
    const schema = Object.fromEntries(
      Object.entries<DescribedSchema[string]>(schemaMap).map(([name, model]) => [
        name,
        { ...model, checks: { ...model.checks, remade: "1 = 1" } },
      ]),
    );
    const db = await openRaw(url);
    const triggers = async () =>
      (
        await db.rows("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'index') ORDER BY name")
      ).flat();
    const before = await triggers();
    addMigration(
      root,
      "29990101000000_remade",
      await migrationSql(snapshot(schemaMap, "sqlite"), snapshot(schema, "sqlite"), "sqlite"),
    );
    await applyMigrations(url, root);
    expect(await triggers()).toEqual(before);
    expect(
      (await db.rows("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%_remade\" CHECK%'"))[0]?.[0],
    ).toBe(Object.keys(schemaMap).length);
    await db.close();
  },
);

async function runScript(db: Awaited<ReturnType<typeof openRaw>>, sql: string): Promise<void> {
  if (testEngine === "postgresql") {
    await db.run(sql);
    return;
  }
  const file = new Database(process.env.DATABASE_URL?.replace("file:", ""));
  file.exec(sql);
  file.close();
}
