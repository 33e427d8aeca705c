import { generate } from "./generate.mjs";
import { install } from "./install.mjs";
import { closeFolder } from "./private-files.mjs";
import { runScript } from "./run.mjs";
import { loadSecrets } from "./secrets.mjs";

/** Prepares a fresh clone so that a server can start: packages, secrets, clients, a migrated
 *  database and demo data. */
export async function prepare() {
  install();
  await loadSecrets();
  generate();
  closeFolder(".data");
  runScript("Checking the environment", "lib/setup/check-environment.ts");
  runScript("Migrating the database", "prisma/migrate/migrate.ts");
  if (process.env.NODE_ENV !== "production")
    runScript("Writing the demo data", "prisma/seed/seed.ts", ["--if-empty"]);
}
