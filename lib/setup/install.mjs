import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.mjs";
import { fingerprint, hasStamp, writeStamp } from "./stamp.mjs";

const stampFile = "node_modules/.portal-lock";

/** Installs the locked packages unless they are already installed for this lockfile, Node version
 *  and system. */
export function install() {
  refuseOldNode();
  const print = `${fingerprint(["package-lock.json"])} ${process.platform} ${process.arch} ${process.versions.modules}`;
  if (hasStamp(stampFile, print)) return;
  console.log("Installing the packages of package-lock.json …");
  // The build also needs the development packages, which npm leaves out
  // when NODE_ENV is production.
  run("npm ci", "npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], headersOfNode());
  writeStamp(stampFile, print);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return;
  throw new Error(
    `The portal needs Node 20.19, 22.12, or 24 and newer; this is ${process.versions.node}. Install one from https://nodejs.org.`,
  );
}

// better-sqlite3 is compiled when no prebuilt binary can be downloaded. With these settings,
// compiling does not download Node's headers.
function headersOfNode() {
  const prefix = dirname(dirname(process.execPath));
  const header = join(prefix, "include/node/node_version.h");
  if (!existsSync(header)) return {};
  const [, major] = /NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, "utf8")) ?? [];
  return major === process.versions.node.split(".")[0] ? { npm_config_nodedir: prefix } : {};
}
