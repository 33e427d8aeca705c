import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyChains } from "@/lib/audit-log/verify-chains.ts";
import { closeCard } from "@/lib/cards/close-card.ts";
import { freezeCard } from "@/lib/cards/freeze-card.ts";
import { issueCard } from "@/lib/cards/issue-card.ts";
import { unfreezeCard } from "@/lib/cards/unfreeze-card.ts";
import { rawTestDatabase, type TestBusiness } from "@/lib/db/test-database.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { attemptDue } from "./attempt.ts";
import type { Fault } from "./simulator/faults.ts";
import { simulator } from "./simulator-connection.ts";
import { cardHere, cardsAtIssuer, enrolledBusiness, recover } from "./test-issuer.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const verbs = ["freeze", "unfreeze", "close"] as const;
type Verb = (typeof verbs)[number];

const anyFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom("rate-limited", "error-before", "error-after", "reset", "reset-after", "truncated", "html", "extra-pan", "down"),
  times: fc.integer({ min: 1, max: 4 }),
});

const anyStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant("issue" as const), twice: fc.boolean() }) },
  // Verbs of one step are asked for at the same moment.
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("ask" as const),
      verbs: fc.array(fc.record({ verb: fc.constantFrom(...verbs, "freeze", "unfreeze"), card: fc.nat(3) }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("fail" as const), fault: anyFault }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("work" as const), seconds: fc.constantFrom(0, 1, 20) }) },
);

type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** One random life of a new holder's cards, then peace; answers what was committed, in order. */
async function live(steps: readonly Step[]) {
  const person = { name: "Nina Newcomer", email: `${randomUUID()}@demo.example`, role: "user", phone: "+12125550177" } as const;
  const { userId } = await createUser(business.owner, person);
  const cards: number[] = [];
  const committed: { card: number; verb: Verb; version: number }[] = [];
  for (const step of steps) {
    if (step.does === "issue") cards.push(await issue(userId, step.twice));
    if (step.does === "ask")
      await Promise.all(step.verbs.map(({ verb, card }) => cards.length && ask(verb, cards[card % cards.length] as number, committed)));
    if (step.does === "fail") simulator().inject(step.fault);
    if (step.does === "work") {
      vi.setSystemTime(Date.now() + step.seconds * 1_000);
      await attemptDue();
    }
  }
  simulator().clearFaults();
  await recover(business.accountId);
  return { userId, cards, committed };
}

async function issue(userId: number, twice: boolean): Promise<number> {
  const idempotencyKey = randomUUID();
  const once = () => issueCard(business.owner, { userId, cardType: "debit", form: "virtual", memo: "Same for all" }, { idempotencyKey });
  const answers = await Promise.all(twice ? [once(), once()] : [once()]);
  return answers[0]?.cardId ?? 0;
}

async function ask(verb: Verb, card: number, committed: { card: number; verb: Verb; version: number }[]): Promise<void> {
  const { lastFour } = await cardHere(business, card);
  const given = { cardId: card, reason: "Because" };
  const answer = await (verb === "freeze"
    ? freezeCard(business.admin, given)
    : verb === "unfreeze"
      ? unfreezeCard(business.owner, given)
      : closeCard(business.owner, { ...given, lastFour: lastFour ?? "" })
  ).catch((error: unknown) => {
    // What the domain forbids at that moment; anything else is a fault of ours.
    if (!(error instanceof AppError && ["RULE_BROKEN", "INVALID_INPUT"].includes(error.code))) throw error;
  });
  if (answer) committed.push({ card, verb, version: answer.version });
}

async function expectConverged({ userId, cards, committed }: Awaited<ReturnType<typeof live>>): Promise<void> {
  const made = await cardsAtIssuer(business, userId);
  const rows = await inAccount(business.accountId, (db) => db.card.findMany({ where: { userId }, orderBy: { id: "asc" } }));
  expect(rows.map((row) => row.id)).toEqual([...cards].sort((a, b) => a - b));
  expect(made).toHaveLength(rows.length);
  for (const { id } of rows) {
    const { token, status, wantedStatus } = await cardHere(business, id);
    expect(made.filter((card) => card.token === token)).toMatchObject([{ status }]);
    expect(wantedStatus).toBeNull();
    expect(status).toBe(intended(committed.filter((one) => one.card === id)));
    expect(await replayed(id)).toEqual({ status, wantedStatus: null });
  }
}

// The last wish that was committed wins, but for a closing, which nothing comes after.
function intended(committed: readonly { verb: Verb; version: number }[]): string {
  if (committed.some(({ verb }) => verb === "close")) return "inactive";
  const last = [...committed].sort((a, b) => a.version - b.version).at(-1);
  return last?.verb === "freeze" ? "frozen" : "active";
}

// What the audit log says became of a card, from nothing on: no change may have gone past it.
async function replayed(cardId: number): Promise<Record<string, unknown>> {
  const rows = await inAccount(business.accountId, (db) =>
    db.auditLog.findMany({ where: { targetType: "Card", targetId: String(cardId) }, orderBy: { seq: "asc" } }),
  );
  const state: Record<string, unknown> = { status: "pending", wantedStatus: null };
  for (const row of rows)
    for (const [field, [before, after]] of Object.entries(JSON.parse(row.changes) as Record<string, [unknown, unknown]>)) {
      if (!(field in state)) continue;
      if (before !== null || state[field] !== "pending") expect(before).toEqual(state[field]);
      state[field] = after;
    }
  return state;
}

describe("whatever people ask for while the issuer fails", () => {
  it("leaves both sides with the same cards, in the state that was asked for last", async () => {
    const lives = fc.array(anyStep, { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lives, async (steps) => expectConverged(await live([{ does: "issue", twice: false }, ...steps]))),
      { numRuns: 200 },
    );
  });

  it("leaves the audit chain whole", async () => {
    const db = await rawTestDatabase();
    expect((await verifyChains(db)).breaks).toEqual([]);
    await db.close();
  });
});
