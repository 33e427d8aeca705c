import { spawn, spawnSync } from "node:child_process";
import { withPrivateFiles } from "./private-files.mjs";

/** Runs one step in this terminal. Throws with its name when it fails. `env` is
 *  added to the environment. */
export function run(step, command, args, env = {}) {
  const result = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, ...env },
    // On Windows, npm is a script that only a shell can start.
    shell: process.platform === "win32" && command !== process.execPath,
  });
  if (result.error) throw new Error(`${step} could not start: ${result.error.message}`);
  if (result.status !== 0)
    throw new Error(
      `${step} failed (${result.signal ?? `exit code ${result.status}`}); its own message is above.`,
    );
}

/** Runs a TypeScript file of the portal in its own process. */
export function runScript(step, file, args = [], env = {}) {
  withPrivateFiles(() => run(step, process.execPath, ["--import", "tsx", file, ...args], env));
}

/** Starts a server in this terminal, forwards every signal to it and exits with its exit code.
 *  Its output can go to an open file instead. */
export function serve(args, env = {}, output = "inherit") {
  const server = spawn(process.execPath, args, {
    stdio: ["inherit", output, output],
    env: { ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}

/** Runs the work. An error becomes a plain message and exit code 1. */
export async function inPlainWords(work) {
  try {
    await work();
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
