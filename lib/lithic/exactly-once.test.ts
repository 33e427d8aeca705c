import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { freezeCard } from "@/lib/cards/freeze-card.ts";
import { issueCard } from "@/lib/cards/issue-card.ts";
import type { TestBusiness } from "@/lib/db/test-database.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { settleWithIssuer } from "./attempt.ts";
import type { Fault } from "./simulator/faults.ts";
import { simulator } from "./simulator-connection.ts";
import { cardHere, cardsAtIssuer, enrolledBusiness, recover } from "./test-issuer.ts";

let business: TestBusiness;
let holderId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
});
// A new holder each time: making a person known to the issuer is one of the steps.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const person = { name: "Nina Newcomer", email: `${randomUUID()}@demo.example`, role: "user", phone: "+12125550177" } as const;
  holderId = (await createUser(business.owner, person)).userId;
});
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const newCard = () => ({ userId: holderId, cardType: "debit", form: "virtual", memo: "Once" }) as const;

async function expectOneCard(status: string): Promise<void> {
  const made = await cardsAtIssuer(business, holderId);
  const rows = await inAccount(business.accountId, (db) => db.card.findMany({ where: { userId: holderId } }));
  expect(made.map((card) => card.status)).toEqual([status]);
  expect(rows.map((row) => row.status)).toEqual([status]);
  expect((await cardHere(business, rows[0]?.id ?? 0)).token).toBe(made[0]?.token);
}

function inOwnProcess(fault: string, verb: string, input: object, key?: string): Promise<number | string | null> {
  const job = JSON.stringify({ accountId: business.accountId, verb, input, ...(key && { key }) });
  const env = { ...process.env, FAULT: fault };
  return new Promise((done) => {
    execFile(process.execPath, ["--import", "tsx", "lib/lithic/test-crash.ts", job], { env }, (error) => {
      done(error ? (error.signal ?? error.code ?? 1) : 0);
    });
  });
}

const steps = ["intent", "claim", "lithic", "confirm"];

describe("a process killed", () => {
  it.each([...steps.map((step) => `user.enrol:${step}`), ...steps.map((step) => `card.issue:${step}`)])(
    "after %s leaves one card, once another has gone on",
    async (step) => {
      expect(await inOwnProcess(`after:${step}`, "issue", newCard())).toBe("SIGKILL");
      await recover(business.accountId);
      await expectOneCard("active");
    },
  );

  it.each(steps)("after %s of a freeze leaves the card frozen here and there", async (step) => {
    const { cardId } = await issueCard(business.owner, newCard());
    await recover(business.accountId);
    expect(await inOwnProcess(`after:card.freeze:${step}`, "freeze", { cardId, reason: "Lost" })).toBe("SIGKILL");
    await recover(business.accountId);
    await expectOneCard("frozen");
  });

  it("and asked again with the same key leaves one card", async () => {
    const key = randomUUID();
    expect(await inOwnProcess("after:card.issue:lithic", "issue", newCard(), key)).toBe("SIGKILL");
    expect(await inOwnProcess("", "issue", newCard(), key)).toBe(0);
    await recover(business.accountId);
    await expectOneCard("active");
  });
});

const faults: readonly Fault[] = [
  { kind: "latency", milliseconds: 50 },
  { kind: "rate-limited", retryAfter: "1", times: 2 },
  { kind: "rate-limited", retryAfter: "3600", times: 2 },
  { kind: "rate-limited", retryAfter: "soon", times: 2 },
  { kind: "rate-limited", retryAfter: "-5", times: 2 },
  { kind: "error-before", times: 3 },
  { kind: "error-after", times: 3 },
  { kind: "error-after", times: 7 },
  { kind: "reset", times: 2 },
  { kind: "reset-after", times: 2 },
  { kind: "truncated", times: 2 },
  { kind: "html", times: 2 },
  { kind: "wrong-account", times: 2 },
  { kind: "extra-pan" },
  { kind: "down", times: 4 },
];
const named = faults.map((fault) => [`${fault.kind} ${fault.retryAfter ?? ""} ${fault.times ? `× ${fault.times}` : ""}`, fault] as const);

describe("an issuer that fails with", () => {
  it.each(named)("%s holds one card in the end", async (_, fault) => {
    for (const path of ["/account_holders$", "/cards$"]) simulator().inject({ ...fault, match: { method: "POST", path } });
    await issueCard(business.owner, newCard());
    await recover(business.accountId);
    await expectOneCard("active");
  });

  it.each(named)("%s freezes the card in the end", async (_, fault) => {
    const { cardId } = await issueCard(business.owner, newCard());
    await recover(business.accountId);
    simulator().inject({ ...fault, match: { method: "PATCH" } });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    await recover(business.accountId);
    await expectOneCard("frozen");
  });

  it.each(["hang", "hang-after"] as const)("%s does not keep a person waiting, and holds one card in the end", async (kind) => {
    simulator().inject({ kind, times: 1, match: { method: "POST", path: "/cards$" } });
    const asked = performance.now();
    const { cardId } = await issueCard(business.owner, newCard());
    expect(performance.now() - asked).toBeLessThan(9_000);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending" });
    await recover(business.accountId);
    await expectOneCard("active");
  });
});

describe("one intent", () => {
  it("sent fifty times at once with one key is one card", async () => {
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => issueCard(business.owner, newCard(), { idempotencyKey })));
    expect(new Set(answers.map((answer) => answer.cardId)).size).toBe(1);
    await recover(business.accountId);
    await expectOneCard("active");
  });

  it("taken on by three processes at once is one card", async () => {
    await Promise.all(Array.from({ length: 3 }, () => inOwnProcess("after:card.issue:intent", "issue", newCard(), "one-key")));
    const workers = Array.from({ length: 3 }, () => settleWithIssuer());
    await Promise.all(workers);
    await recover(business.accountId);
    await expectOneCard("active");
  });
});

describe("an idempotency key that is spent", () => {
  it("is not used blindly: the card it made before is found and taken", async () => {
    simulator().inject({ kind: "reset-after", times: 1, match: { method: "POST", path: "/cards$" } });
    await issueCard(business.owner, newCard());
    vi.setSystemTime(Date.now() + 30 * 3_600_000);
    await recover(business.accountId);
    await expectOneCard("active");
  });

  it("gives way to a fresh one when no card was made", async () => {
    simulator().inject({ kind: "reset", times: 1, match: { method: "POST", path: "/cards$" } });
    await issueCard(business.owner, newCard());
    vi.setSystemTime(Date.now() + 30 * 3_600_000);
    await recover(business.accountId);
    await expectOneCard("active");
  });
});
