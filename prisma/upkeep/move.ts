// npm run db:move -- --to URL: copies the installation of DATABASE_URL to an empty database and
// verifies the copy. Stop the portal first.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openRaw } from "@/lib/db/raw/raw-database.ts";
import { env } from "@/lib/process/env.ts";
import { applyMigrations, migrationState } from "../migrate/apply-migrations.ts";
import { type MovedTable, MoveRefusedError, moveData } from "./move-data.ts";

let headShown = false;
const { values } = parseArgs({ options: { to: { type: "string" } } });

try {
  await move(env().DATABASE_URL, values.to ?? "");
} catch (error) {
  if (!(error instanceof MoveRefusedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function move(from: string, to: string): Promise<void> {
  if (!/^(file:|postgres(ql)?:\/\/)./.test(to))
    throw new MoveRefusedError(
      "Say where to: npm run db:move -- --to postgresql://user:password@host:5432/database",
    );
  if (place(from) === place(to))
    throw new MoveRefusedError(
      "The target is the database in use (DATABASE_URL) itself; nothing was changed.",
    );
  await checkSource(from);
  await applyMigrations(to).catch(refuse("The target cannot be used"));
  const started = performance.now();
  const [source, target] = [await openRaw(from), await openRaw(to, { asLogin: true })];
  try {
    const tables = await moveData(source, target, show);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString("en");
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `Moved and proved: ${rows} rows of ${tables.length} tables in ${seconds} s: counts, sums, every value and the audit chains are the same.`,
    );
    console.log("Set DATABASE_URL to the new database before you start the portal again.");
  } finally {
    await source.close();
    await target.close();
  }
}

async function checkSource(from: string): Promise<void> {
  if (from.startsWith("file:") && !existsSync(from.slice(5)))
    throw new MoveRefusedError("There is no database at DATABASE_URL; nothing was changed.");
  const { applied, pending } = await migrationState(from).catch(
    refuse("The database at DATABASE_URL cannot be used"),
  );
  if (applied.length === 0)
    throw new MoveRefusedError(
      "The database at DATABASE_URL is not the portal's: it has none of its migrations. Nothing was changed.",
    );
  if (pending.length)
    throw new MoveRefusedError(
      "The database at DATABASE_URL is older than this version: npm run db:migrate first. Nothing was changed.",
    );
}

function refuse(what: string) {
  return (error: Error & { code?: string }) => {
    throw new MoveRefusedError(`${what}: ${error.message || error.code}`);
  };
}

function show({ table, rows, sums }: MovedTable): void {
  if (!headShown) console.log(`${"table".padEnd(24)}${"rows".padStart(12)}  sums`);
  headShown = true;
  const shown = Object.entries(sums).map(([column, sum]) => `${column} ${sum}`);
  console.log(`${table.padEnd(24)}${rows.toLocaleString("en").padStart(12)}  ${shown.join(", ")}`.trimEnd());
}

function place(url: string): string {
  if (url.startsWith("file:")) return resolve(url.slice(5));
  const { hostname, port, pathname } = new URL(url);
  return `${hostname === "localhost" ? "127.0.0.1" : hostname}:${port || 5432}${pathname}`;
}
