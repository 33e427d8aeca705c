// npm run db:migrate [-- status | new NAME]: a separate process, because a migration of SQLite
// needs the file for itself.
import { readDatabaseUrl } from "@/lib/process/env.ts";
import { applyMigrations, migrationState } from "./apply-migrations.ts";

const migrations = "prisma/migrations";
const databaseUrl = readDatabaseUrl(process.env);
const [verb = "apply", argument] = process.argv.slice(2);

if (verb === "new") {
  const { generate } = await import("../../lib/setup/generate.mjs");
  await generate();
  const { newMigration } = await import("./new-migration.ts");
  const { schemaMap } = await import("../generated/schema-map.ts");
  const written = await newMigration(argument ?? "", schemaMap, migrations);
  console.log(
    written.length
      ? `Written: ${written.join(", ")}`
      : "The schema has not changed since the newest migration; nothing written.",
  );
  process.exit(0);
} else if (verb === "status") {
  const { applied, pending } = await migrationState(databaseUrl, argument ?? migrations);
  console.log(
    `${applied.length} applied, ${pending.length} pending${pending.length ? `: ${pending.join(", ")}` : ""}`,
  );
} else if (verb === "apply") {
  const applied = await applyMigrations(databaseUrl, argument ?? migrations);
  console.log(applied.length ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
} else {
  console.error(`Unknown: ${verb}. Say nothing to apply, "status", or "new NAME".`);
  process.exit(2);
}
