// npm test runs every check, every test and the end-to-end tests. npm test -- lib/cards runs only
// the unit tests there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { writeAsvs } from "./asvs/asvs-document.mjs";
import { findOrDownloadBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { checkLockfile } from "./checks/lockfile.mjs";
import { generate } from "./generate.mjs";
import { install, installAndCompile } from "./install.mjs";
import { findOrStartPostgres, testDatabaseUrl } from "./postgres/postgres.mjs";
import { inPlainWords, run } from "./run.mjs";

const biome = "node_modules/@biomejs/biome/bin/biome";
const next = "node_modules/next/dist/bin/next";
const tsc = "node_modules/typescript-native/bin/tsc";
const vitest = "node_modules/vitest/vitest.mjs";
const playwright = "node_modules/@playwright/test/cli.js";

const reports = ".data/test";
const total = { passed: 0, failed: 0 };
const failures = [];
const stages = [];
let postgres;

await inPlainWords(async () => {
  const chosen = process.argv.slice(2);
  if (chosen.length) {
    install();
    generate();
    return run("vitest", process.execPath, [vitest, "run", ...chosen]);
  }
  try {
    await testEverything();
  } finally {
    await postgres?.stop();
  }
  printStages();
  if (failures.length) console.log(`\nFailed: ${failures.join("; ")}`);
  console.log(`\n${enginesThatRan()}\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed ? 1 : 0;
});

async function testEverything() {
  mkdirSync(reports, { recursive: true });
  const { compiled } = await timed("install", installAndCompile);
  await check("lockfile", checkLockfile);
  await check("lint and format", () =>
    run("biome", process.execPath, [biome, "check", "--error-on-warnings"]),
  );
  if (!(await check("PostgreSQL is there", async () => (postgres = await findOrStartPostgres()))))
    return console.error("Half of the tests need PostgreSQL, so none is run.");
  await check("Redis is there", findRedis);
  if (!(await check("generated code", generate)))
    return console.error("The generated code is missing, so nothing else can be tested.");
  await check("docs/schema.md is fresh", checkSchemaDocument);
  await check("docs/asvs.md is fresh", checkAsvsDocument);
  await check("types", checkTypes);
  await check("borders", async () => (await import("./checks/check-borders.mjs")).checkBorders());
  if (!(await check("compiled packages", () => compiled)))
    return console.error("Without SQLite nothing else can be tested.");
  await timed("unit tests", unitTests);
  await check("the tests ran on both engines", checkEngines);
  if (!(await check("build", build)))
    return console.error("Without a build the end-to-end tests cannot run.");
  await endToEndTests();
  await check("the server holds under a steady load", soak);
}

async function check(name, work) {
  console.log(`\n· ${name}`);
  try {
    await timed(name, work);
    total.passed += 1;
    return true;
  } catch (error) {
    console.error(error.message);
    total.failed += 1;
    failures.push(name);
    return false;
  }
}

function findRedis() {
  const { error } = spawnSync("redis-server", ["--version"]);
  if (!error) return;
  const missing = "redis-server is not installed, so nothing tests that servers count requests together.";
  if (process.env.CI) throw new Error(missing);
  console.log(missing);
}

function checkSchemaDocument() {
  expectCommitted(
    "docs/schema.md",
    "It is written from prisma/schema.prisma: commit it together with the schema.",
  );
}

function checkAsvsDocument() {
  writeAsvs();
  expectCommitted(
    "docs/asvs.md",
    "It is written by node lib/setup/asvs/write-asvs.mjs from the titles of the tests: commit it together with them.",
  );
}

function expectCommitted(file, advice) {
  if (!existsSync(".git")) return;
  try {
    // In a container, the checkout often belongs to another user, which git would refuse.
    run("git diff", "git", ["-c", "safe.directory=*", "diff", "--exit-code", "--", file]);
  } catch {
    throw new Error(`${file} differs from the committed one. ${advice}`);
  }
}

function checkTypes() {
  run("next typegen", process.execPath, [next, "typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  run("tsc", process.execPath, [tsc, "--noEmit"]);
}

function unitTests() {
  rmSync(`${reports}/engines.json`, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reports}/vitest.json`];
  runReported("unit tests", [vitest, "run", ...reporters], `${reports}/vitest.json`, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }));
}

function soak() {
  run(
    "soak",
    process.execPath,
    ["--import", "tsx", "prisma/bench/bench.ts", "--only", "soak", "--soak-seconds", "30"],
    { BENCH_DATABASE_URL: testDatabaseUrl() },
  );
}

async function endToEndTests() {
  let browser;
  const found = await check("a browser", () => {
    browser = findOrDownloadBrowser();
  });
  if (!found) return;
  const env = browser ? { CHROMIUM_PATH: browser } : {};
  const report = `${reports}/playwright.json`;
  const count = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected });
  await timed("end-to-end tests", () =>
    runReported(
      "end-to-end tests",
      [playwright, "test", "--config", "e2e/playwright.config.ts"],
      report,
      count,
      env,
    ),
  );
}

// A runner can fail without a failed test, for example when a file cannot be
// loaded. That counts as one.
function runReported(name, args, reportFile, count, env = {}) {
  console.log(`\n· ${name}`);
  rmSync(reportFile, { force: true });
  let broken = 0;
  try {
    run(name, process.execPath, args, env);
  } catch (error) {
    console.error(error.message);
    broken = 1;
  }
  const counted = existsSync(reportFile)
    ? count(JSON.parse(readFileSync(reportFile, "utf8")))
    : { passed: 0, failed: 1 };
  total.passed += counted.passed;
  total.failed += Math.max(counted.failed, broken);
  if (counted.failed || broken) failures.push(name);
}

function checkEngines() {
  const ran = engines();
  for (const engine of ["sqlite", "postgresql"])
    if (!ran?.[engine]) throw new Error(`The unit tests did not run on ${engine}.`);
}

function engines() {
  const file = `${reports}/engines.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function enginesThatRan() {
  const ran = engines();
  if (!ran) return "Engines: none (the unit tests did not get far enough to name them)";
  return `Engines: SQLite ${ran.sqlite}, PostgreSQL ${ran.postgresql} (${postgres.name})`;
}

/** Does the work and records its duration, whether it throws or not. */
async function timed(name, work) {
  const start = performance.now();
  try {
    return await work();
  } finally {
    stages.push([name, (performance.now() - start) / 1000]);
  }
}

function printStages() {
  console.log("\nSeconds of each stage:");
  for (const [name, seconds] of stages) console.log(`${seconds.toFixed(1).padStart(8)}  ${name}`);
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(8)}  in all`);
}
