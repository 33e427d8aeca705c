// npm run bench [-- --cards 10000,100000,1000000 --engines sqlite,postgresql --only
// queries,commands,audit,bulk,encryption,pages,neighbor,sign-in,soak --soak-seconds 120]
// Without an option it measures everything, which takes a long time, and writes docs/benchmarks.md.
// It fails when a soak does not hold.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { freshSecrets } from "../../lib/setup/secrets.mjs";
import type { Engine } from "../migrate/custom-ddl.ts";
import { measureAudit } from "./audit.ts";
import { measureBulk } from "./bulk.ts";
import { measureCommands } from "./commands.ts";
import { folder, onFreshDatabase, postgresqlVersion } from "./databases.ts";
import { measureDisk } from "./disk.ts";
import { measureEncryption } from "./encryption.ts";
import { type FloorFigure, measureFloor } from "./floor.ts";
import { measureQueries, type QueryFigure } from "./queries.ts";
import { type EngineFigures, report } from "./report.ts";
import { measureNeighbor } from "./server/neighbor.ts";
import { measurePages } from "./server/pages.ts";
import { measureSignIn } from "./server/sign-in.ts";
import { faultsOf, measureSoak } from "./server/soak.ts";

const parts = ["queries", "commands", "audit", "bulk", "encryption", "pages", "neighbor", "sign-in", "soak"];
const { values } = parseArgs({
  options: {
    cards: { type: "string", default: "10000,100000,1000000" },
    engines: { type: "string", default: "sqlite,postgresql" },
    only: { type: "string", default: parts.join() },
    "soak-seconds": { type: "string", default: "120" },
  },
});
const sizes = values.cards.split(",").map(Number);
const engines = values.engines.split(",") as Engine[];
const only = values.only.split(",");
const soakSeconds = Number(values["soak-seconds"]);
const unknown = [
  ...sizes.filter((cards) => !(cards >= 1_000)),
  ...engines.filter((engine) => engine !== "sqlite" && engine !== "postgresql"),
  ...only.filter((part) => !parts.includes(part)),
  ...(soakSeconds >= 20 ? [] : [values["soak-seconds"]]),
];
if (unknown.length) {
  console.error(
    `Unknown: ${unknown.join(", ")}. Cards are numbers from 1000, engines sqlite and postgresql, parts ${parts.join(", ")}; a soak takes 20 seconds or more.`,
  );
  process.exit(2);
}

// Measured as in production, with its own secrets, because the data is thrown away.
Object.assign(process.env, freshSecrets(), {
  NODE_ENV: "production",
  DEMO: "allowed",
  CHECKPOINT_FILE: ".data/bench/checkpoints.jsonl",
  ISSUER_SIMULATOR_FILE: ".data/bench/issuer.sqlite",
  ISSUER_SIMULATOR_RATES: "production",
  LOG_LEVEL: "silent",
});

const measured: EngineFigures[] = [];
const missing: Engine[] = [];
for (const engine of engines) {
  const version = await versionOf(engine);
  if (version) measured.push(await measureEngine(engine, version));
  else missing.push(engine);
  if (!version) console.log("No PostgreSQL answers at BENCH_DATABASE_URL or 127.0.0.1:5432: it is skipped.");
}
const page = report(
  measured,
  missing,
  await measureDisk(folder),
  only.includes("encryption") ? measureEncryption() : undefined,
);
console.log(`\n${page}`);
for (const { engine, soak } of measured)
  for (const fault of soak ? faultsOf(soak) : []) {
    console.error(`The soak on ${engine} did not hold. ${fault}`);
    process.exitCode = 1;
  }
if (process.argv.length === 2) {
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/benchmarks.md", page);
  console.log("Written to docs/benchmarks.md");
}

async function versionOf(engine: Engine): Promise<string | undefined> {
  if (engine === "postgresql") return postgresqlVersion();
  const db = new Database(":memory:");
  const version = db.prepare("SELECT sqlite_version()").pluck().get() as string;
  db.close();
  return version;
}

async function measureEngine(engine: Engine, version: string): Promise<EngineFigures> {
  const queries: QueryFigure[] = [];
  const seeding: Record<number, number> = {};
  const floor: Record<number, FloorFigure> = {};
  for (const cards of only.includes("queries") ? sizes : []) {
    console.log(`${engine}: queries over ${cards.toLocaleString("en")} cards …`);
    const measured = await onFreshDatabase(engine, cards, 10, async (db) => {
      seeding[cards] = db.rows / db.seconds;
      floor[cards] = await measureFloor(db);
      return measureQueries(db, cards);
    });
    queries.push(...shown(measured));
  }
  const pageSizes = sizes.map((cards) => (cards === 10_000 ? 1_000 : cards));
  const pages = only.includes("pages") ? { pages: shown(await measurePages(engine, pageSizes)) } : {};
  const neighbor = only.includes("neighbor") ? { neighbor: shown(await measureNeighbor(engine)) } : {};
  const signIn = only.includes("sign-in") ? { signIn: shown(await measureSignIn(engine)) } : {};
  const soak = only.includes("soak") ? { soak: shown(await measureSoak(engine, soakSeconds)) } : {};
  if (only.includes("bulk")) console.log(`${engine}: bulk …`);
  const bulk = only.includes("bulk") ? { bulk: shown(await measureBulk(engine)) } : {};
  if (!only.includes("commands") && !only.includes("audit"))
    return { engine, version, queries, seeding, floor, ...pages, ...neighbor, ...signIn, ...soak, ...bulk };
  console.log(`${engine}: commands and audit …`);
  return onFreshDatabase(engine, 10_000, 50, async (db) => {
    const audit = only.includes("audit") ? { audit: shown(await measureAudit(db)) } : {};
    const commands = only.includes("commands") ? { commands: shown(await measureCommands(db)) } : {};
    const served = { ...pages, ...neighbor, ...signIn, ...soak };
    return { engine, version, queries, seeding, floor, ...served, ...bulk, ...audit, ...commands };
  });
}

// Printed at once, so that half an hour of figures is not lost when the last one fails.
function shown<Figures>(figures: Figures): Figures {
  console.dir(figures, { depth: null, breakLength: 150 });
  return figures;
}
