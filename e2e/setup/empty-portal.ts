import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { runScript } from "@/lib/setup/run.mjs";
import { freshSecrets } from "@/lib/setup/secrets.mjs";
import { emptyDatabase, removeSqlite } from "../empty-database.mjs";

/** A portal with nobody in it, served by the production build. */
export interface EmptyPortal {
  readonly base: string;
  /** The code that the server printed when it started. */
  readonly code: string;
  /** What the server has written so far. */
  written(): string;
  stop(): Promise<void>;
}

/** Starts a portal with a database and secrets of its own. `name` tells the portals of the tests
 *  apart. `env` adds variables, which may depend on the portal's address. */
export async function startEmptyPortal(
  engine: string,
  name: string,
  env: (base: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<EmptyPortal> {
  mkdirSync(".data/test", { recursive: true });
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const [checkpoints, issuer] = ["checkpoints.jsonl", "issuer.sqlite"].map((file) =>
    resolve(`.data/test/${name}-${engine}-${file}`),
  ) as [string, string];
  rmSync(checkpoints, { force: true });
  removeSqlite(issuer);
  const settings = {
    ...freshSecrets(),
    DATABASE_URL: await emptyDatabase(engine, name),
    CHECKPOINT_FILE: checkpoints,
    ISSUER_SIMULATOR_FILE: issuer,
    // Prevents Next from reading the developer's own .env.local.
    __NEXT_PROCESSED_ENV: "true",
    ...env(base),
  };
  runScript("Migrating the empty database", "prisma/migrate/migrate.ts", [], settings);
  const server = spawn(process.execPath, ["lib/server/server.mjs", String(port), "127.0.0.1"], {
    env: { ...process.env, ...settings, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  const collect = (part: Buffer) => {
    written += part;
  };
  server.stdout.on("data", collect);
  server.stderr.on("data", collect);
  const code = await new Promise<string>((found, failed) => {
    server.stdout.on("data", () => {
      const [, printed] = /\/setup\?code=(\S+)\n/.exec(written) ?? [];
      if (printed !== undefined) found(printed);
    });
    server.once("exit", () => failed(new Error(`The server ended:\n${written}`)));
  });
  return {
    base,
    code,
    written: () => written,
    stop: () =>
      new Promise((stopped) => {
        server.once("exit", () => stopped());
        server.kill("SIGTERM");
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
