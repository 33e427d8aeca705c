// node e2e/serve-portal.mjs ENGINE PORT: the production build on an empty database with the demo data and secrets of its own.
import { rmSync } from "node:fs";
import pg from "pg";
import { testDatabaseUrl } from "../lib/setup/postgres.mjs";
import { inPlainWords, runScript, serve } from "../lib/setup/run.mjs";
import { freshSecrets } from "../lib/setup/secrets.mjs";

const [engine, port] = process.argv.slice(2);
const checkpointFile = `.data/test/e2e-${engine}-checkpoints.jsonl`;

await inPlainWords(async () => {
  rmSync(checkpointFile, { force: true });
  const env = {
    ...freshSecrets(),
    DATABASE_URL: engine === "sqlite" ? emptySqlite() : await emptyPostgresql(),
    DEMO_PASSWORD: process.env.DEMO_PASSWORD,
    CHECKPOINT_FILE: checkpointFile,
    // Keeps Next from reading the developer's own .env.local.
    __NEXT_PROCESSED_ENV: "true",
  };
  runScript("Migrating the test database", "prisma/migrate.ts", [], env);
  runScript("Writing the demo data", "prisma/seed.ts", [], env);
  serve(["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", port], {
    ...env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});

function emptySqlite() {
  const file = ".data/test/e2e.sqlite";
  for (const ending of ["", "-wal", "-shm"]) rmSync(file + ending, { force: true });
  return `file:${file}`;
}

async function emptyPostgresql() {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  await client.query("DROP DATABASE IF EXISTS portal_e2e WITH (FORCE)");
  await client.query("CREATE DATABASE portal_e2e");
  await client.end();
  return Object.assign(new URL(testDatabaseUrl()), { pathname: "/portal_e2e" }).href;
}
