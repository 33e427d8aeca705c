import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { verifyChains } from "./verify-chains.ts";

// SQLite is meant for one process, but the process killed beside it must still break nothing.
const processes = testEngine === "postgresql" ? 4 : 1;
const writers = 20 / processes;
const commands = 500;

/** Runs a process of writers. After `killAfter` answered commands it is killed without warning.
 *  Returns the commands that it reported as done. */
function run(
  label: string,
  targets: { accountId: number; userId: number }[],
  killAfter = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        "lib/audit-log/chain/test-writers.ts",
        label,
        String(writers),
        String(commands),
        JSON.stringify(targets),
      ],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const answered: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => {
      answered.push(line);
      if (answered.length === killAfter) child.kill("SIGKILL");
    });
    child.on("close", (code, signal) =>
      code === 0 || signal === "SIGKILL"
        ? resolve(answered)
        : reject(new Error(`writers ended with ${code}`)),
    );
  });
}

const requestIds = async (db: RawDatabase) =>
  new Set(
    (
      await db.rows("SELECT request_id FROM audit_logs WHERE action = 'demo.seed' AND actor_label = 'test'")
    ).map(([id]) => String(id)),
  );

it("has no fork and no gap after twenty writers × 500 commands with aborts, one process of them killed and started again", {
  timeout: 600_000,
}, async () => {
  const businesses = await Promise.all(Array.from({ length: 3 }, () => testBusiness()));
  const targets = businesses.flatMap(({ accountId, owner, admin, user }) =>
    [owner, admin, user].map(({ userId }) => ({ accountId, userId: userId as number })),
  );
  const labels = Array.from({ length: processes }, (_, index) => `process${index}`);
  const killed = run("killed", targets, 300).then((answered) =>
    run("again", targets, 300).then((more) => [...answered, ...more]),
  );
  const answered = (await Promise.all([killed, ...labels.map((label) => run(label, targets))])).flat();
  const db = await rawTestDatabase();
  try {
    expect((await verifyChains(db)).breaks).toEqual([]);
    const written = await requestIds(db);
    expect(answered.filter((id) => !written.has(id))).toEqual([]);
    // A killed process may also have written commands that it did not report: at most one per
    // writer each time.
    const whole = answered.filter((id) => id.startsWith("process"));
    expect(whole).toHaveLength(processes * writers * (commands - Math.ceil((commands - 3) / 7)));
    expect([...written].filter((id) => id.startsWith("process")).sort()).toEqual(whole.sort());
    const aborted = [...written].filter(
      (id) => /-\d+-\d+$/.test(id) && Number(id.split("-").at(-1)) % 7 === 3,
    );
    expect(aborted).toEqual([]);
  } finally {
    await db.close();
  }
});
