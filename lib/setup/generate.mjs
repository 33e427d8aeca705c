import { runScript } from "./run.mjs";
import { fingerprint, hasStamp, writeStamp } from "./stamp.mjs";

const stampFile = "prisma/generated/.stamp";
const sources = [
  "prisma/schema.prisma",
  "prisma/generate/describe.ts",
  "prisma/generate/described-model.ts",
  "prisma/generate/schema-document.ts",
  "prisma/generate/generate.ts",
  "package-lock.json",
];
const written = ["docs/schema.md"];

/** Generates the database clients, the schema map and docs/schema.md unless they are up to date. */
export function generate() {
  if (hasStamp(stampFile, fingerprint([...sources, ...written]))) return;
  console.log("Generating the database clients …");
  runScript("Generating the database clients", "prisma/generate/generate.ts");
  writeStamp(stampFile, fingerprint([...sources, ...written]));
}
