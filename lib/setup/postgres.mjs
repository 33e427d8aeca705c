import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { canInstallPackages, installPackages } from "./debian-packages.mjs";
import { run } from "./run.mjs";

/** Where the tests look for a real PostgreSQL. */
export function testDatabaseUrl() {
  return process.env.TEST_DATABASE_URL || "postgresql://postgres@127.0.0.1:5432/postgres";
}

/** The server part of a database address, without its credentials. */
export function serverOf(databaseUrl) {
  const { hostname, port } = new URL(databaseUrl);
  return `${hostname}:${port || 5432}`;
}

/** Whether something listens at the address of a database. */
export function answers(databaseUrl) {
  const { hostname, port } = new URL(databaseUrl);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 5432),
      timeout: 2_000,
    });
    const finish = (answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", finish(true)).once("error", finish(false)).once("timeout", finish(false));
  });
}

/** Makes sure that a real PostgreSQL answers, as CI demands; as root on Debian or Ubuntu it installs and starts one. */
export async function ensurePostgresql() {
  const databaseUrl = testDatabaseUrl();
  if (await answers(databaseUrl)) return;
  const remedy = "Start a PostgreSQL 15 or newer there, or set TEST_DATABASE_URL to one.";
  if (process.env.TEST_DATABASE_URL || !canInstallPackages())
    throw new Error(`CI needs a real PostgreSQL, but nothing answers at ${serverOf(databaseUrl)}. ${remedy}`);
  startCluster();
  for (let tries = 0; tries < 60; tries += 1) {
    if (await answers(databaseUrl)) return;
    await wait(500);
  }
  throw new Error(
    `PostgreSQL was installed and started, but does not answer at ${serverOf(databaseUrl)}. See /var/log/postgresql.`,
  );
}

function startCluster() {
  if (!existsSync("/usr/bin/pg_lsclusters")) installPackages("postgresql");
  const clusters = execFileSync("pg_lsclusters", ["-h"], { encoding: "utf8" });
  const [, version, name] = /^(\S+)\s+(\S+)\s+5432\s/m.exec(clusters) ?? [];
  if (!version || !name)
    throw new Error(
      `PostgreSQL is installed, but has no cluster at port 5432:\n${clusters}Make one with pg_createcluster.`,
    );
  trustThisMachine(`/etc/postgresql/${version}/${name}/pg_hba.conf`);
  run("Starting PostgreSQL", "pg_ctlcluster", [version, name, "restart"]);
}

// The first line that fits decides, so this one goes on top.
function trustThisMachine(rulesFile) {
  const rule = "host all postgres 127.0.0.1/32 trust\n";
  const rules = readFileSync(rulesFile, "utf8");
  if (!rules.startsWith(rule)) writeFileSync(rulesFile, rule + rules);
}
