import { existsSync } from "node:fs";
import { run } from "./run.mjs";

/** Whether this process may install packages of Debian or Ubuntu. */
export function canInstallPackages() {
  return existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
}

/** Installs packages of Debian or Ubuntu; their questions are answered with the defaults. */
export function installPackages(...names) {
  run("apt-get update", "apt-get", ["update", "-qq"]);
  run(
    `apt-get install ${names.join(" ")}`,
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", ...names],
    {
      DEBIAN_FRONTEND: "noninteractive",
    },
  );
}
