import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.mjs";
import { fingerprint, hasStamp, writeStamp } from "./stamp.mjs";

const stampFile = "node_modules/.portal-lock";

const ci = ["ci", "--include=dev", "--no-audit", "--no-fund"];

/** Installs the locked packages unless they are already installed for this lockfile, Node version
 *  and system. */
export function install() {
  const print = printOfMissing();
  if (!print) return;
  // The build also needs the development packages, which npm leaves out
  // when NODE_ENV is production.
  run("npm ci", "npm", ci, headersOfNode());
  writeStamp(stampFile, print);
}

/** Installs like `install`, and compiles what has to be compiled while the caller goes on:
 *  `compiled` ends with that. Until then no SQLite file can be opened. */
export function installAndCompile() {
  const print = printOfMissing();
  if (!print) return { compiled: Promise.resolve() };
  run("npm ci", "npm", [...ci, "--ignore-scripts"]);
  const { allowScripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  const rebuild = spawn("npm", ["rebuild", ...allowed], {
    stdio: "inherit",
    env: { ...process.env, ...headersOfNode() },
    // On Windows, npm is a script that only a shell can start.
    shell: process.platform === "win32",
  });
  const ended = new Promise((resolve, reject) => {
    rebuild.on("error", reject);
    rebuild.on("exit", (code) => {
      if (code !== 0) return reject(new Error(`npm rebuild failed (${code}); its own message is above.`));
      writeStamp(stampFile, print);
      resolve();
    });
  });
  // Whoever awaits it is told of a failure. That is later, and Node would end the process before.
  ended.catch(() => {});
  return { compiled: ended };
}

// What the stamp will say once the packages are there. Undefined when it says so already.
function printOfMissing() {
  refuseOldNode();
  const print = `${fingerprint(["package-lock.json"])} ${process.platform} ${process.arch} ${process.versions.modules}`;
  if (hasStamp(stampFile, print)) return undefined;
  console.log("Installing the packages of package-lock.json …");
  return print;
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
