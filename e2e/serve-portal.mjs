// node e2e/serve-portal.mjs ENGINE PORT: serves the production build on an empty database with the
// demo data and its own secrets. On PORT + 10 it serves the same portal without proxy.ts. Both log
// to .data/test/e2e-ENGINE.log.
import { openSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { inPlainWords, runScript, serve } from "../lib/setup/run.mjs";
import { freshSecrets } from "../lib/setup/secrets.mjs";
import { withoutProxy } from "./access/without-proxy.mjs";
import { emptyDatabase, removeSqlite } from "./empty-database.mjs";

const [engine, port] = process.argv.slice(2);
const secondPort = String(Number(port) + 10);
const checkpointFile = resolve(`.data/test/e2e-${engine}-checkpoints.jsonl`);
const issuerFile = resolve(`.data/test/e2e-${engine}-issuer.sqlite`);

await inPlainWords(async () => {
  rmSync(checkpointFile, { force: true });
  removeSqlite(issuerFile);
  const env = {
    ...freshSecrets(),
    DATABASE_URL: await emptyDatabase(engine, "e2e"),
    DEMO_PASSWORD: process.env.DEMO_PASSWORD,
    CHECKPOINT_FILE: checkpointFile,
    ISSUER_SIMULATOR_FILE: issuerFile,
    // Prevents Next from reading the developer's own .env.local.
    __NEXT_PROCESSED_ENV: "true",
  };
  runScript("Migrating the test database", "prisma/migrate/migrate.ts", [], env);
  runScript("Writing the demo data", "prisma/seed/seed.ts", [], env);
  runScript(
    "Writing what the tests of access need",
    "e2e/access/write-businesses.ts",
    [engine, ...[port, secondPort].map(addressAt)],
    env,
  );
  const serverEnv = { ...env, NODE_ENV: "production", DEMO: "allowed", NEXT_TELEMETRY_DISABLED: "1" };
  const server = resolve("lib/server/server.mjs");
  // Kept, so that the log can be searched for what it must not contain.
  const output = openSync(`.data/test/e2e-${engine}.log`, "w");
  serve([server, port, "127.0.0.1"], serverEnv, output);
  process.chdir(withoutProxy);
  serve([server, secondPort, "127.0.0.1"], serverEnv, output);
});

function addressAt(port) {
  return `http://127.0.0.1:${port}`;
}
