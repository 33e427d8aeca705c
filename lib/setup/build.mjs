import { rmSync } from "node:fs";
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
  writeStamp(stampFile, print);
}
