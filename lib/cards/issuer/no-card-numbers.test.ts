import { execFile } from "node:child_process";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { rawTestDatabase, type TestBusiness } from "@/lib/testing/test-database.ts";
import { cardsAtIssuer, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

let business: TestBusiness;
let output: string;
const numbers: string[] = [];
const bodies: string[] = [];

beforeAll(async () => {
  business = await enrolledBusiness();
  for (const kind of ["truncated", "wrong-account", "html"] as const)
    simulator().inject({ kind, times: 1, match: { method: "POST", path: "/cards$" } });
  simulator().inject({ kind: "extra-pan" });
  const input = { userId: business.user.userId, cardType: "debit", form: "virtual", memo: "Quiet" };
  output = await loudly("issue", input);
  simulator().clearFaults();
  vi.useFakeTimers({ toFake: ["Date"] });
  await recover(business.accountId);
  vi.useRealTimers();
  for (const { token } of await cardsAtIssuer(business, business.user.userId as number)) {
    const request = { headers: { Authorization: "test" } };
    const body = await (
      await simulator().fetch(`https://sandbox.lithic.com/v1/cards/${token}`, request)
    ).text();
    bodies.push(body);
    numbers.push(String(JSON.parse(body).pan));
  }
});

// Returns everything a process logs at the most verbose level while it issues a card.
function loudly(verb: string, input: object): Promise<string> {
  const job = JSON.stringify({ accountId: business.accountId, verb, input });
  const env = { ...process.env, LOG_LEVEL: "trace", LITHIC_LOG: "debug", NODE_DEBUG: "http" };
  return new Promise((done) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "lib/testing/test-crash.ts", job],
      { env },
      (_, out, err) => done(out + err),
    );
  });
}

describe("the number of a card", () => {
  it("is known to the issuer, so that the other tests mean something", () => {
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) expect(number).toMatch(/^\d{16}$/);
    expect(bodies.join()).toContain("cvv");
  });

  it("is in no row of any table", async () => {
    const db = await rawTestDatabase({ asLogin: true });
    for (const { table } of Object.values(schemaMap)) {
      const rows = JSON.stringify(await db.rows(`SELECT * FROM ${table}`), (_, value) =>
        typeof value === "bigint" ? String(value) : value,
      );
      for (const number of numbers) expect(rows.includes(number), table).toBe(false);
      expect(/"(pan|cvv)"/.test(rows.replaceAll("\\", "")), table).toBe(false);
    }
    await db.close();
  });

  it("is in no line that a process writes", () => {
    expect(output).toContain('"level"');
    for (const number of numbers) expect(output).not.toContain(number);
    expect(output).not.toMatch(/cvv/i);
  });
});
