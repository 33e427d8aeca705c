// Runs a PostgreSQL server as long as its parent process lives, however that ends: the parent holds
// the other end of stdin. Then it stops the server and deletes the folder.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [folder, user, postgres, ...args] = process.argv.slice(2);
const server = spawn(postgres, args, {
  ...JSON.parse(user),
  cwd: folder,
  stdio: ["ignore", "inherit", "inherit"],
});
const end = (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
};
server.on("exit", (code) => end(code ?? 1));
server.on("error", () => end(1));
process.stdin.resume().on("close", () => server.kill("SIGINT"));
// A Ctrl-C reaches every process of the terminal. This one ends when the server has.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill("SIGINT"));
