import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "../../lib/setup/run.mjs";
import { hasStamp, writeStamp } from "../../lib/setup/stamp.mjs";

/** The folder where the portal without proxy.ts is built and served. */
export const withoutProxy = resolve(".data/test/without-proxy");

const sources = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const stampFile = `${withoutProxy}/.next/portal-build`;

// The sources are those of the real build, which has checked the types.
const config = `import config from "../../../next.config.mjs";
export default { ...config, typescript: { ignoreBuildErrors: true } };
`;

/** Builds the portal a second time without proxy.ts, unless that is already
 *  done for the current build. */
export function buildWithoutProxy() {
  if (!existsSync(".next/portal-build"))
    throw new Error("The portal is not built. Run npm start or npm test first.");
  const print = readFileSync(".next/portal-build", "utf8");
  if (hasStamp(stampFile, print)) return;
  rmSync(withoutProxy, { recursive: true, force: true });
  for (const source of sources)
    if (existsSync(source)) cpSync(source, `${withoutProxy}/${source}`, { recursive: true });
  writeFileSync(`${withoutProxy}/next.config.mjs`, config);
  run(
    "next build without proxy.ts",
    process.execPath,
    [resolve("node_modules/next/dist/bin/next"), "build", withoutProxy],
    {
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    },
  );
  writeStamp(stampFile, print);
}
