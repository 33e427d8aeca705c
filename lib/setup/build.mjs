import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";
import { fingerprint, hasStamp, writeStamp } from "./stamp.mjs";

const stampFile = ".next/portal-build";
const sources = [
  "package-lock.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
  "app",
  "components",
  "lib",
  "public",
  "prisma",
];
const notInTheBuild =
  /^(prisma[\\/](bench|generated|migrate|migrations|seed|upkeep)|lib[\\/]setup)[\\/]|\.test\.tsx?$/;

/** Builds the production server unless the sources are unchanged since the last build. */
export function build() {
  const print = fingerprint(sources, (path) => notInTheBuild.test(path));
  if (hasStamp(stampFile, print)) return;
  rmSync(stampFile, { force: true });
  run("next build", process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production",
  });
  escapeLetters(".next/server");
  writeStamp(stampFile, print);
}

// V8 keeps a file with a single letter beyond Latin-1 at two bytes for each of its letters, and the
// build puts a "•" or "…" of the interface into nearly every file. Escaped they mean the same.
function escapeLetters(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const escaped = text.replace(
      /[^\0-\xff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    if (escaped !== text) writeFileSync(join(folder, file), escaped);
  }
}
