// Writes the PostgreSQL variant of the schema and generates both clients, the schema map and
// docs/schema.md. Needs no database and no network.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const sqlite = readFileSync("prisma/schema.prisma", "utf8");
const postgresql = sqlite
  .replace('provider = "sqlite"', 'provider = "postgresql"')
  .replace(/(output\s+= ")generated\/sqlite"/, '$1postgresql"')
  .replace(/generator describe \{[^}]*\}/, "");

mkdirSync("prisma/generated", { recursive: true });
writeFileSync("prisma/generated/postgresql.prisma", postgresql);

for (const schema of ["prisma/schema.prisma", "prisma/generated/postgresql.prisma"]) {
  execFileSync(
    process.execPath,
    ["node_modules/prisma/build/index.js", "generate", "--no-hints", "--schema", schema],
    {
      stdio: ["ignore", "ignore", "inherit"],
      // Generating needs no engine. Without this, Prisma would try to download one.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
    },
  );
}
