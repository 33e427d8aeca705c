import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { findOrStartPostgres, testDatabaseUrl } from "@/lib/setup/postgres/postgres.mjs";
import type { DescribedSchema } from "../generate/described-model.ts";
import { type Engine, extras } from "./custom-ddl.ts";
import type { Extra } from "./extra.ts";
import { diffDatamodels, schemaEngine } from "./schema-engine.ts";
import { tableChecks } from "./table-checks.ts";

/** The state after the newest migration of an engine. The next migration
 *  is the difference from it. */
interface Snapshot {
  readonly datamodel: string;
  readonly checks: Record<string, Record<string, string>>;
  readonly extras: Record<string, Extra>;
}

const emptySnapshot: Snapshot = { datamodel: "", checks: {}, extras: {} };
const comments = /^\s*\/\/.*\n/gm;

/** Writes the migration from the newest one to prisma/schema.prisma, for both engines at once and
 *  offline. Returns the folders that it wrote. */
export async function newMigration(name: string, schema: DescribedSchema, root: string): Promise<string[]> {
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(name))
    throw new Error(
      "A migration's name is lower-case letters, digits and underscores, such as add_card_color.",
    );
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const written: string[] = [];
  for (const engine of ["sqlite", "postgresql"] as const) {
    const folder = join(root, engine);
    const snapshotFile = join(folder, "snapshot.json");
    const before: Snapshot = existsSync(snapshotFile)
      ? JSON.parse(readFileSync(snapshotFile, "utf8"))
      : emptySnapshot;
    const after = snapshot(schema, engine);
    const sql = await migrationSql(before, after, engine);
    if (!sql) continue;
    const target = join(folder, `${stamp}_${name}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "migration.sql"), sql);
    writeFileSync(join(folder, "migration_lock.toml"), `provider = "${engine}"\n`);
    writeFileSync(snapshotFile, `${JSON.stringify(after, null, 2)}\n`);
    written.push(target);
  }
  return written;
}

/** The state after a migration to the current schema. */
export function snapshot(schema: DescribedSchema, engine: Engine): Snapshot {
  const file = engine === "sqlite" ? "prisma/schema.prisma" : "prisma/generated/postgresql.prisma";
  return {
    datamodel: readFileSync(file, "utf8").replace(comments, ""),
    checks:
      engine === "sqlite"
        ? Object.fromEntries(Object.values(schema).map((model) => [model.table, tableChecks(model)]))
        : {},
    extras: extras(schema, engine),
  };
}

/** The SQL between two snapshots. Empty when nothing differs. */
export async function migrationSql(before: Snapshot, after: Snapshot, engine: Engine): Promise<string> {
  return engine === "sqlite" ? sqliteSql(before, after) : postgresqlSql(before, after);
}

async function postgresqlSql(before: Snapshot, after: Snapshot): Promise<string> {
  // Prisma compares two datamodels only while it is connected to a server,
  // which it leaves unchanged.
  const server = await findOrStartPostgres();
  try {
    const engine = await schemaEngine(new PrismaPg({ connectionString: testDatabaseUrl() }));
    const tables = await diffDatamodels(engine, before.datamodel, after.datamodel);
    engine.free();
    return joined(dropped(before, after, new Set()), tables, created(before, after, new Set()));
  } finally {
    await server.stop();
  }
}

async function sqliteSql(before: Snapshot, after: Snapshot): Promise<string> {
  const engine = await schemaEngine(new PrismaBetterSqlite3({ url: ":memory:" }));
  try {
    const full = await diffDatamodels(engine, "", after.datamodel);
    const diff = await diffDatamodels(engine, before.datamodel, after.datamodel);
    const remade = new Set([...diff.matchAll(/CREATE TABLE "new_(\w+)"/g)].map((match) => match[1] ?? ""));
    // SQLite cannot change the CHECKs of a table, so those changes also use Prisma's way of
    // rebuilding a table.
    const rechecked = Object.keys(after.checks).filter(
      (table) =>
        table in before.checks &&
        !remade.has(table) &&
        JSON.stringify(before.checks[table]) !== JSON.stringify(after.checks[table]),
    );
    const remakes = rechecked.map((table) => remakeTable(table, full)).join("\n");
    const tables = withChecks(storedDefaults(joined(diff, remakes)), after.checks);
    for (const table of rechecked) remade.add(table);
    return joined(dropped(before, after, remade), tables, created(before, after, remade));
  } finally {
    engine.free();
  }
}

function remakeTable(table: string, full: string): string {
  const create = new RegExp(`CREATE TABLE "${table}" \\((.*?)\\n\\);`, "s").exec(full)?.[1] ?? "";
  const indexes = full.match(new RegExp(`CREATE (?:UNIQUE )?INDEX "\\w+" ON "${table}".*;`, "g")) ?? [];
  const columns = [...create.matchAll(/^ {4}"(\w+)"/gm)].map((match) => `"${match[1]}"`).join(", ");
  return [
    "-- RedefineTables",
    "PRAGMA defer_foreign_keys=ON;",
    "PRAGMA foreign_keys=OFF;",
    `CREATE TABLE "new_${table}" (${create}\n);`,
    `INSERT INTO "new_${table}" (${columns}) SELECT ${columns} FROM "${table}";`,
    `DROP TABLE "${table}";`,
    `ALTER TABLE "new_${table}" RENAME TO "${table}";`,
    ...indexes,
    "PRAGMA foreign_keys=ON;",
    "PRAGMA defer_foreign_keys=OFF;",
  ].join("\n");
}

// Prisma writes the default of a JSON column without quotes, which SQLite reads as an empty name,
// and the default of a time in another form than its adapter does.
const storedDefaults = (sql: string) =>
  sql
    .replace(/( JSONB NOT NULL DEFAULT )([[{].*?[\]}])(,|$)/gm, "$1'$2'$3")
    .replace(/( DATETIME NOT NULL DEFAULT )'(\S+) (\S+) \+00:00'/g, "$1'$2T$3.000+00:00'");

function withChecks(sql: string, checks: Snapshot["checks"]): string {
  return sql.replace(
    /(CREATE TABLE "(?:new_)?(\w+)" \(.*?)(\n\);)/gs,
    (_, create: string, table: string, end: string) => {
      const rules = Object.entries(checks[table] ?? {}).map(
        ([name, rule]) => `,\n    CONSTRAINT "${name}" CHECK (${rule})`,
      );
      return `${create}${rules.join("")}${end}`;
    },
  );
}

// When SQLite rebuilds a table, every trigger that names the table blocks it, including those of
// other tables. All are created again.
function dropped(before: Snapshot, after: Snapshot, remade: ReadonlySet<string>): string {
  return Object.entries(before.extras)
    .filter(([name, extra]) => after.extras[name]?.create !== extra.create || remade.size > 0)
    .map(([, extra]) => extra.drop)
    .join("\n");
}

function created(before: Snapshot, after: Snapshot, remade: ReadonlySet<string>): string {
  return Object.entries(after.extras)
    .filter(([name, extra]) => before.extras[name]?.create !== extra.create || remade.size > 0)
    .map(([, extra]) => extra.create)
    .join("\n");
}

const joined = (...parts: string[]) =>
  parts
    .map((part) => part.trim())
    .filter((part) => part && part !== "-- This is an empty migration.")
    .map((part) => `${part}\n`)
    .join("\n");
