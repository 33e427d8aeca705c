import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Fault } from "./faults.ts";
import { canaryPan } from "./strike-answer.ts";
import { contractTitle } from "./test-contract.ts";
import { business, fundedCard, person, refusal, testIssuer } from "./test-issuer.ts";

const folder = mkdtempSync(join(tmpdir(), "simulator-"));
afterAll(() => rmSync(folder, { recursive: true }));
const newFile = () => join(folder, `${randomUUID()}.db`);

const issuer = testIssuer();
const { lithic, request, simulator, clock } = issuer;

const cardholder = async (of = issuer) =>
  (await person(of, (await business(of, 0)).accountToken)).account_token;
const cardsOf = async (account_token: string, of = issuer) =>
  (await of.lithic.cards.list({ account_token })).data;

describe(`an idempotency key${contractTitle}`, () => {
  it("makes one card of however many requests at once, all with the same answer", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 50 }), async (times) => {
        const account_token = await cardholder();
        const body = { type: "VIRTUAL", account_token, "Idempotency-Key": randomUUID() } as const;
        const cards = await Promise.all(Array.from({ length: times }, () => lithic.cards.create(body)));
        expect(new Set(cards.map((card) => JSON.stringify(card))).size).toBe(1);
        expect(await cardsOf(account_token)).toHaveLength(1);
      }),
      { numRuns: 5 },
    );
  });

  it("keeps a refusal too, is refused for another request, and is forgotten after a day", async () => {
    const account_token = await cardholder();
    const key = { authorization: "x", "idempotency-key": randomUUID() };
    const post = async (body: object, headers: Record<string, string> = key) => {
      const answer = await request("POST", "/v1/cards", body, headers);
      return { status: answer.status, body: await answer.json() };
    };
    const refused = await post({ type: "PHYSICAL", account_token });
    expect(refused.status).toBe(400);
    expect(await post({ type: "PHYSICAL", account_token })).toEqual(refused);
    expect((await post({ type: "VIRTUAL", account_token })).status).toBe(409);
    expect(
      (await request("POST", "/v1/account_holders", { type: "PHYSICAL", account_token }, key)).status,
    ).toBe(409);
    expect((await post({ type: "VIRTUAL", account_token }, { ...key, "idempotency-key": "1" })).status).toBe(
      400,
    );
    clock.now = new Date(clock.now.getTime() + 86_401_000);
    expect((await post({ type: "VIRTUAL", account_token })).status).toBe(200);
  });
});

describe(`Lithic's limits${contractTitle}`, () => {
  it.each([
    ["production", 15, 30, 5],
    ["sandbox", 2, 15, 1],
  ] as const)(
    "in %s let %i cards, %i reads and %i writes through a second",
    async (rates, cards, reads, writes) => {
      const limited = testIssuer({ rates });
      const statuses = async (method: string, path: string, times: number, body?: object) => {
        const answers = [];
        for (let sent = 0; sent < times; sent++) answers.push(await limited.request(method, path, body));
        return answers;
      };
      for (const [method, path, allowed] of [
        ["POST", "/v1/cards", cards],
        ["GET", "/v1/cards", reads],
        ["POST", "/v1/account_holders", writes],
      ] as const) {
        const answers = await statuses(method, path, allowed + 1, method === "POST" ? {} : undefined);
        expect(answers.map(({ status }) => status === 429)).toEqual([...Array(allowed).fill(false), true]);
        expect(answers[0]?.headers.get("x-requests-remaining")).toBe(String(allowed - 1));
        expect(answers.at(-1)?.headers.get("retry-after")).toBe("1");
        expect(answers.at(-1)?.headers.get("x-requests-remaining")).toBe("0");
      }
      limited.clock.now = new Date(limited.clock.now.getTime() + 1000);
      expect((await limited.request("POST", "/v1/cards", {})).status).toBe(400);
    },
  );
});

describe(`the store${contractTitle}`, () => {
  it("is there again after a restart, and one for all who opened it", async () => {
    const file = newFile();
    const first = testIssuer({ file });
    const second = testIssuer({ file });
    const { card, userAccountToken } = await fundedCard(first);
    expect((await second.lithic.cards.update(card.token, { state: "PAUSED" })).state).toBe("PAUSED");
    first.simulator.inject({ kind: "error-before", match: { method: "GET" } });
    expect(await refusal(second.lithic.cards.retrieve(card.token))).toMatchObject({ status: 500 });
    second.simulator.clearFaults();
    const key = {
      type: "VIRTUAL",
      account_token: userAccountToken,
      "Idempotency-Key": randomUUID(),
    } as const;
    const both = await Promise.all([first.lithic.cards.create(key), second.lithic.cards.create(key)]);
    expect(both[0]?.token).toBe(both[1]?.token);
    for (const { simulator } of [first, second]) simulator.close();
    const again = testIssuer({ file });
    expect((await again.lithic.cards.retrieve(card.token)).state).toBe("PAUSED");
    expect((await again.lithic.cards.create(key)).token).toBe(both[0]?.token);
    expect(await cardsOf(userAccountToken, again)).toHaveLength(2);
    again.simulator.close();
  });

  it("has every card with its key, or neither, when the process is killed at work", async () => {
    const file = newFile();
    const before = testIssuer({ file });
    const account_token = await cardholder(before);
    before.simulator.close();
    const script = `
      import { randomUUID } from "node:crypto";
      import { openSimulator } from ${JSON.stringify(new URL("./simulator.ts", import.meta.url).href)};
      const { fetch } = openSimulator({ file: ${JSON.stringify(file)}, rates: "none" });
      for (;;) {
        const key = randomUUID();
        process.stdout.write(key + "\\n");
        await fetch("https://sandbox.lithic.com/v1/cards", { method: "POST", headers: { authorization: "x", "idempotency-key": key },
          body: ${JSON.stringify(JSON.stringify({ type: "VIRTUAL", account_token }))} });
      }`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const keys: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      keys.push(line);
      if (keys.length === 40) child.kill("SIGKILL");
    }
    const after = testIssuer({ file });
    const count = async () => {
      let cards = 0;
      for await (const _ of after.lithic.cards.list({ account_token, page_size: 100 })) cards++;
      return cards;
    };
    const kept = await count();
    const sent = { type: "VIRTUAL", account_token } as const;
    for (const key of keys)
      await after.request("POST", "/v1/cards", sent, { authorization: "x", "idempotency-key": key });
    expect(await count()).toBe(keys.length);
    // The last request may not have arrived.
    expect([keys.length - 1, keys.length]).toContain(kept);
    after.simulator.close();
  });
});

describe("a fault", () => {
  const tried = async (fault: Fault) => {
    const account_token = await cardholder();
    simulator.inject({ match: { method: "POST", path: "^/v1/cards$" }, ...fault });
    const headers = { authorization: "x", "idempotency-key": randomUUID() };
    const asked = { method: "POST", headers, body: JSON.stringify({ type: "VIRTUAL", account_token }) };
    const patience = new AbortController();
    const outcome = simulator
      .fetch("https://sandbox.lithic.com/v1/cards", { ...asked, signal: patience.signal })
      .then(
        async (answer) => ({
          status: answer.status,
          type: answer.headers.get("content-type"),
          text: await answer.text(),
        }),
        (error: unknown) => ({ error }),
      );
    if (!fault.kind.startsWith("hang")) await outcome;
    const made = (await cardsOf(account_token)).length;
    patience.abort();
    simulator.clearFaults();
    expect((await simulator.fetch("https://sandbox.lithic.com/v1/cards", asked)).status).toBe(200);
    expect(await cardsOf(account_token)).toHaveLength(1);
    return { made, outcome: await outcome };
  };

  it.each([
    [{ kind: "error-before" }, 0, { status: 500 }],
    [{ kind: "error-after" }, 1, { status: 500 }],
    [{ kind: "html" }, 0, { status: 200, type: "text/html" }],
    [{ kind: "truncated" }, 1, { status: 200, type: "application/json" }],
    [{ kind: "wrong-account" }, 1, { status: 200 }],
    [{ kind: "extra-pan" }, 1, { status: 200, text: expect.stringContaining(canaryPan) }],
    [{ kind: "rate-limited", retryAfter: "soon" }, 0, { status: 429 }],
    [{ kind: "reset" }, 0, { error: { name: "TypeError", cause: { code: "ECONNRESET" } } }],
    [{ kind: "reset-after" }, 1, { error: { name: "TypeError", cause: { code: "ECONNRESET" } } }],
    [{ kind: "down" }, 0, { error: { name: "TypeError", cause: { code: "ECONNREFUSED" } } }],
    [{ kind: "hang" }, 0, { error: { name: "AbortError" } }],
    [{ kind: "hang-after" }, 1, { error: { name: "AbortError" } }],
    [{ kind: "latency", milliseconds: 1 }, 1, { status: 200 }],
  ] as const)("%o leaves %i cards, and the same key makes it one", async (fault, made, outcome) => {
    const seen = await tried(fault);
    expect(seen.made).toBe(made);
    expect(seen.outcome).toMatchObject(outcome);
  });

  it("answers what cannot be read, or is about another account", async () => {
    const cut = await tried({ kind: "truncated" });
    expect(() => JSON.parse("text" in cut.outcome ? cut.outcome.text : "{}")).toThrow();
    const { card, userAccountToken } = await fundedCard(issuer);
    simulator.inject({ kind: "wrong-account", times: 1 });
    expect((await lithic.cards.retrieve(card.token)).account_token).not.toBe(userAccountToken);
    simulator.inject({ kind: "rate-limited", retryAfter: "3600", times: 1 });
    expect((await request("GET", "/v1/cards")).headers.get("retry-after")).toBe("3600");
    simulator.clearFaults();
  });

  it("strikes as often as it was told, and only whom", async () => {
    const statuses = async (times: number, path = "/v1/cards") => {
      const seen = [];
      for (let sent = 0; sent < times; sent++) seen.push((await request("GET", path)).status);
      return seen;
    };
    simulator.inject({ kind: "error-before", match: { path: "^/v1/cards$" }, every: 3, times: 2 });
    expect(await statuses(4, "/v1/accounts")).toEqual([200, 200, 200, 200]);
    expect(await statuses(9)).toEqual([200, 200, 500, 200, 200, 500, 200, 200, 200]);
    simulator.clearFaults();
    simulator.inject({ kind: "error-before" });
    expect(await statuses(3)).toEqual([500, 500, 500]);
    simulator.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });
});
