import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { rawTestDatabase, testBusiness, testEngine } from "@/lib/testing/test-database.ts";

beforeAll(async () => {
  await testBusiness();
});

/** Starts a new process with some of the environment changed. Returns what it printed. */
async function startUp(changed: Record<string, string>): Promise<string> {
  const program = `import { proveStartUp } from "./lib/server/start-up.ts"; import { connection } from "./lib/db/client.ts";
    await proveStartUp().then(() => console.log("serving"), (error) => console.log(error.message)); await connection().close();`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    env: { ...process.env, ...changed },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => child.on("close", () => resolve(output.trim())));
}

const otherKey = () => randomBytes(32).toString("base64");

it("serves with the keys that the database was written with", async () => {
  expect(await startUp({})).toBe("serving");
});

it("does not start with other keys, and names which", async () => {
  expect(await startUp({ AUDIT_KEYS: `a1:${otherKey()}` })).toMatch(/^AUDIT_KEYS are not the keys/);
  expect(await startUp({ AUDIT_KEYS: `a9:${otherKey()}` })).toMatch(/^AUDIT_KEYS are not the keys/);
  expect(await startUp({ FIELD_KEYS: `k1:${otherKey()}` })).toMatch(/^FIELD_KEYS are not the keys/);
});

it("does not start in production with the demo's people, unless DEMO allows it (G27, V6.3.2)", async () => {
  const production = { NODE_ENV: "production", PASSWORD_COST: "12" };
  expect(await startUp(production)).toMatch(/^This database has people of the demo, such as \S+\.example\./);
  expect(await startUp({ ...production, DEMO: "allowed" })).toBe("serving");
});

it.runIf(testEngine === "postgresql")(
  "does not start when a table is open to everybody (PostgreSQL only: SQLite has no row-level security)",
  async () => {
    const administrator = await rawTestDatabase({ asLogin: true });
    await administrator.run("ALTER TABLE cards NO FORCE ROW LEVEL SECURITY");
    expect(await startUp({})).toMatch(/^Row-level security is off for cards\./);
    await administrator.run("ALTER TABLE cards FORCE ROW LEVEL SECURITY");
    await administrator.close();
  },
);
