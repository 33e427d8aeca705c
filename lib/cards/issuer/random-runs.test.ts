import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyChains } from "@/lib/audit-log/chain/verify-chains.ts";
import { changeCardMemo } from "@/lib/cards/change-card-memo.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { changeCardLimit } from "@/lib/cards/limits/change-card-limit.ts";
import { loadCard } from "@/lib/cards/limits/load-card.ts";
import { unloadCard } from "@/lib/cards/limits/unload-card.ts";
import { replaceCard } from "@/lib/cards/replace/replace-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { readBalances, simulateDeposit } from "@/lib/lithic/money.ts";
import type { Fault } from "@/lib/lithic/simulator/faults.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptDueOperations } from "@/lib/operations.ts";
import { rawTestDatabase, type TestBusiness, testPlatform } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import { cardHere, cardsAtIssuer, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import {
  type IssuerTransaction,
  type Outcome,
  payInShop,
  transactionsOf,
} from "@/lib/testing/test-payments.ts";
import { expectRecorded } from "@/lib/transactions/test-recorded.ts";
import { fillGaps } from "@/lib/webhooks/fill-gaps.ts";
import { handleWebhooks } from "@/lib/webhooks/handle-webhooks.ts";
import { deliver, keptOf, messagesSince, type Sent } from "@/lib/webhooks/test-messages.ts";

let business: TestBusiness;
beforeAll(async () => {
  await testPlatform();
  business = await enrolledBusiness();
  const account = await inAccount(business.accountId, (db) => db.account.findFirst({}));
  const [money] = await readBalances((account && openField("Account", account, "lithicAccountToken")) ?? "");
  await simulateDeposit(randomUUID(), money?.financialAccountToken ?? "", 2_000_000_000);
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const verbs = [
  "freeze",
  "unfreeze",
  "close",
  "change-limit",
  "change-memo",
  "load",
  "unload",
  "replace",
] as const;
type Verb = (typeof verbs)[number];

/** A committed command, with the version of the card that it produced. */
interface Committed {
  readonly card: number;
  readonly verb: Verb;
  readonly amount: number;
  readonly version: number;
  /** The replacement card, and the amount loaded on it if it is reloadable. */
  readonly made?: number;
  readonly loaded?: number | undefined;
}

const firstLimit = 10_000;
const firstMemo = "Same for all";

const anyFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom(
    "rate-limited",
    "error-before",
    "error-after",
    "reset",
    "reset-after",
    "truncated",
    "html",
    "extra-pan",
    "down",
  ),
  times: fc.integer({ min: 1, max: 4 }),
});

// What happens to each message on its way, in turn.
const anyFates = fc.array(fc.constantFrom("lost", "late", "twice", "once", "once"), {
  minLength: 1,
  maxLength: 7,
});

const anyStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("issue" as const),
      twice: fc.boolean(),
      reloadable: fc.boolean(),
    }),
  },
  // The verbs of one step are called at the same time.
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("ask" as const),
      verbs: fc.array(
        fc.record({
          verb: fc.constantFrom(...verbs, "freeze", "unfreeze"),
          card: fc.nat(3),
          amount: fc.integer({ min: 1, max: 9_000 }),
        }),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("pay" as const),
      card: fc.nat(3),
      amount: fc.integer({ min: 1, max: 12_000 }),
      outcome: fc.constantFrom<Outcome>("held", "cleared", "voided", "returned"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("fail" as const), fault: anyFault }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("work" as const), seconds: fc.constantFrom(0, 1, 20) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("hear" as const), fates: anyFates }) },
);

type Fates = typeof anyFates extends fc.Arbitrary<infer F> ? F : never;
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** Runs one random life of a new holder's cards, then lets everything finish. Returns what was
 *  committed, in order. */
async function live(steps: readonly Step[], fates: Fates = ["once"]) {
  const userId = await newHolder(business);
  const cards: number[] = [];
  const committed: Committed[] = [];
  const since = new Date();
  for (const step of steps) {
    if (step.does === "issue") cards.push(await issue(userId, step.twice, step.reloadable));
    if (step.does === "ask") {
      const before = committed.length;
      await Promise.all(
        step.verbs.map((asked) =>
          ask({ ...asked, card: cards[asked.card % cards.length] as number }, committed),
        ),
      );
      cards.push(...committed.slice(before).flatMap(({ made }) => made ?? []));
    }
    if (step.does === "pay") {
      const { token, cardType } = await cardHere(business, cards[step.card % cards.length] as number);
      // Spending on a reloadable card decides what can be unloaded. card-limits.test.ts covers
      // that.
      if (token !== null && cardType === "debit") await payInShop(token, step.amount, step.outcome);
    }
    if (step.does === "fail") simulator().inject(step.fault);
    if (step.does === "work") {
      vi.setSystemTime(Date.now() + step.seconds * 1_000);
      await attemptDueOperations();
    }
    if (step.does === "hear") await hear(since, step.fates);
  }
  simulator().clearFaults();
  await recover(business.accountId);
  await hear(since, fates);
  return { userId, cards, committed };
}

const heard = new Set<string>();
const late: Sent[] = [];

/** Delivers what the issuer sent since a time: out of order, with gaps, with earlier late messages,
 *  and partly handled. */
async function hear(since: Date, fates: Fates): Promise<void> {
  const arriving = late.splice(0);
  // A failing issuer sends nothing either.
  const sent = (await messagesSince(since).catch(() => [])).filter(({ id }) => !heard.has(id));
  for (const [place, message] of sent.entries()) {
    heard.add(message.id);
    const fate = fates[place % fates.length];
    if (fate === "late") late.push(message);
    if (fate === "once" || fate === "twice") arriving.unshift(message);
    if (fate === "twice") arriving.push(message);
  }
  await Promise.all(arriving.map(deliver));
  await handleWebhooks();
}

async function issue(userId: number, twice: boolean, reloadable: boolean): Promise<number> {
  const idempotencyKey = randomUUID();
  const cardType = reloadable ? "reloadable" : "debit";
  const limit = { spendLimit: firstLimit, spendLimitDuration: "forever" } as const;
  const card = { userId, cardType, form: "virtual", memo: firstMemo, ...limit } as const;
  const once = () => issueCard(business.owner, card, { idempotencyKey });
  const answers = await Promise.all(twice ? [once(), once()] : [once()]);
  return answers[0]?.cardId ?? 0;
}

type Asked = Omit<Committed, "version" | "made" | "loaded">;

async function ask(asked: Asked, committed: Committed[]): Promise<void> {
  const answer = await perform(asked).catch((error: unknown) => {
    // The domain forbids these at that time. Any other error is a bug.
    if (!(error instanceof AppError && ["RULE_BROKEN", "INVALID_INPUT"].includes(error.code))) throw error;
  });
  if (answer) committed.push({ ...asked, ...answer });
}

async function perform(
  { verb, card, amount }: Asked,
  version?: number,
): Promise<Pick<Committed, "version" | "made" | "loaded">> {
  const { lastFour, cardType } = await cardHere(business, card);
  const given = { cardId: card, ...(version !== undefined && { version }) };
  if (verb === "freeze") return freezeCard(business.admin, { ...given, reason: "Because" });
  if (verb === "unfreeze") return unfreezeCard(business.owner, given);
  if (verb === "close")
    return closeCard(business.owner, { ...given, reason: "Because", lastFour: lastFour ?? "" });
  if (verb === "change-memo") return changeCardMemo(business.admin, { ...given, memo: `For ${amount}` });
  if (verb === "replace") {
    const loaded = cardType === "reloadable" ? amount : undefined;
    const replaced = await replaceCard(business.owner, {
      ...given,
      reason: "stolen",
      spendLimit: loaded ?? null,
    });
    return { version: replaced.version, made: replaced.cardId, loaded };
  }
  if (verb === "load") return loadCard(business.owner, { ...given, amount });
  if (verb === "unload") return unloadCard(business.admin, { ...given, amount });
  return changeCardLimit(business.owner, { ...given, spendLimit: amount, spendLimitDuration: "forever" });
}

async function expectConverged({
  userId,
  cards,
  committed,
}: Awaited<ReturnType<typeof live>>): Promise<void> {
  // Whatever pause the issuer asked for is over.
  vi.setSystemTime(Date.now() + 60_000);
  const made = await cardsAtIssuer(business, userId);
  const rows = await inAccount(business.accountId, (db) =>
    db.card.findMany({ where: { userId }, orderBy: { id: "asc" } }),
  );
  expect(rows.map((row) => row.id)).toEqual([...cards].sort((a, b) => a - b));
  expect(made).toHaveLength(rows.length);
  for (const { id } of rows) {
    const { token, status, spendLimit, memo, desiredStatus, limitDesiredAt } = await cardHere(business, id);
    const ofCard = inOrder(id, committed);
    expect(made.filter((card) => card.token === token)).toMatchObject([{ status }]);
    expect({ desiredStatus, limitDesiredAt }).toEqual({ desiredStatus: null, limitDesiredAt: null });
    expect(status).toBe(intended(ofCard));
    // A closed card spends nothing, whatever its desired limit was.
    if (status !== "inactive") {
      expect({ limit: Number(spendLimit), memo }).toEqual(intendedTerms(id, committed));
      expect(made.filter((card) => card.token === token)).toMatchObject([
        { spendLimit: Number(spendLimit), memo },
      ]);
    }
    for (const transaction of await transactionsOf(token ?? "")) expectToAddUp(transaction);
    expect(await replayed(id)).toEqual({
      status,
      desiredStatus: null,
      limitDesiredAt: null,
      spendLimit: String(spendLimit),
    });
  }
}

// Checks the total against the transaction's own steps, in whole minor units, with credits below
// zero.
function expectToAddUp({ events, settled_amount: settled, amounts }: IssuerTransaction): void {
  const sum = (...types: string[]) =>
    events
      .filter(({ type, result }) => types.includes(type) && result === "APPROVED")
      .reduce((total, { amount }) => total + amount, 0);
  expect(events.every(({ amount }) => Number.isSafeInteger(amount))).toBe(true);
  expect(settled).toBe(sum("CLEARING", "RETURN"));
  expect(amounts.hold.amount).toBe(
    sum("CLEARING") > 0 ? 0 : 0 - sum("AUTHORIZATION", "AUTHORIZATION_REVERSAL"),
  );
}

async function everythingHeard(): Promise<void> {
  await fillGaps();
  for (let round = 0; round < 3; round++) {
    while (await handleWebhooks());
    vi.setSystemTime(Date.now() + 3_600_000);
  }
}

async function expectOneEffectEach(since: Date): Promise<void> {
  const messages = await messagesSince(since);
  const kept = await keptOf(messages);
  expect(kept.map(({ messageId }) => messageId).sort()).toEqual(messages.map(({ id }) => id).sort());
  expect(new Set(kept.map(({ status }) => status))).toEqual(new Set(["done"]));
  const recorded = await inAccount(business.accountId, (db) =>
    db.idempotencyKey.findMany({ where: { command: "transaction.record" } }),
  );
  const ofTransactions = kept.filter(({ eventType }) => eventType === "card_transaction.updated");
  expect(recorded.map(({ key }) => key).sort()).toEqual(
    ofTransactions.map(({ messageId }) => `webhook:${messageId}`).sort(),
  );
  // However often a transaction was delivered, each entry in its history changed something, and
  // together they make the total.
  const entries = await inAccount(business.accountId, (db) =>
    db.auditLog.findMany({ where: { targetType: "Transaction" }, orderBy: { seq: "asc" } }),
  );
  const amounts = new Map<string, unknown>();
  for (const { targetId, changes } of entries) {
    expect(changes).not.toBe("{}");
    const { amount } = JSON.parse(changes) as Record<string, [unknown, unknown]>;
    if (!amount) continue;
    expect(amount[0]).toBe(amounts.get(targetId) ?? null);
    amounts.set(targetId, amount[1]);
  }
  const rows = await inAccount(business.accountId, (db) =>
    db.transaction.findMany({ select: { id: true, amount: true } }),
  );
  expect(amounts).toEqual(new Map(rows.map(({ id, amount }) => [id, String(amount)])));
}

// The last committed state wins, except that nothing comes after a close.
function intended(committed: readonly Committed[]): string {
  if (committed.some(({ verb }) => verb === "close" || verb === "replace")) return "inactive";
  const last = committed.findLast(({ verb }) => verb === "freeze" || verb === "unfreeze");
  return last?.verb === "freeze" ? "frozen" : "active";
}

const inOrder = (card: number, committed: readonly Committed[]) =>
  committed.filter((one) => one.card === card).sort((a, b) => a.version - b.version);

// The last committed limit and memo win. Loads add up. A replacement card starts with the limit and
// memo of the old one.
function intendedTerms(card: number, committed: readonly Committed[]): { limit: number; memo: string } {
  return inOrder(card, committed).reduce(
    ({ limit, memo }, { verb, amount }) => {
      if (verb === "change-limit") return { limit: amount, memo };
      if (verb === "change-memo") return { limit, memo: `For ${amount}` };
      return { limit: verb === "load" ? limit + amount : verb === "unload" ? limit - amount : limit, memo };
    },
    firstTerms(card, committed),
  );
}

function firstTerms(card: number, committed: readonly Committed[]): { limit: number; memo: string } {
  const replacement = committed.find(({ made }) => made === card);
  if (!replacement) return { limit: firstLimit, memo: firstMemo };
  const { limit, memo } = intendedTerms(replacement.card, committed);
  return { limit: replacement.loaded ?? limit, memo };
}

// Rebuilds a card from the audit log alone. No change may be missing from the log.
async function replayed(cardId: number): Promise<Record<string, unknown>> {
  const rows = await inAccount(business.accountId, (db) =>
    db.auditLog.findMany({
      where: { targetType: "Card", targetId: String(cardId) },
      orderBy: { seq: "asc" },
    }),
  );
  const state: Record<string, unknown> = {
    status: "pending",
    desiredStatus: null,
    limitDesiredAt: null,
    spendLimit: null,
  };
  for (const row of rows)
    for (const [field, [before, after]] of Object.entries(
      JSON.parse(row.changes) as Record<string, [unknown, unknown]>,
    )) {
      if (!(field in state)) continue;
      if (before !== null || state[field] !== "pending") expect(before).toEqual(state[field]);
      state[field] = after;
    }
  return { ...state, spendLimit: String(state.spendLimit) };
}

describe("whatever people ask for while the issuer fails", () => {
  it("leaves both sides with the same cards, in the state that was asked for last", {
    timeout: 300_000,
  }, async () => {
    const since = new Date();
    const lives = fc.array(anyStep, { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lives, anyFates, async (steps, fates) => {
        const first = { does: "issue", twice: false, reloadable: false } as const;
        await expectConverged(await live([first, ...steps], fates));
      }),
      { numRuns: 200 },
    );
    await everythingHeard();
    await expectOneEffectEach(since);
    const cards = await inAccount(business.accountId, (db) =>
      db.card.findMany({ where: { lastFour: { not: "4242" } }, select: { id: true } }),
    );
    for (const { id } of cards) await expectRecorded(business, id);
  });

  it("lets one of those who saw the same state have their way, and tells the others", async () => {
    const { cards } = await live([{ does: "issue", twice: false, reloadable: false }]);
    const card = cards[0] as number;
    const asked = fc.array(
      fc.record({
        verb: fc.constantFrom("freeze", "unfreeze", "change-limit"),
        amount: fc.integer({ min: 1, max: 9_000 }),
      }),
      {
        minLength: 2,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(asked, async (verbs) => {
        const before = await cardHere(business, card);
        const results = await Promise.allSettled(
          verbs.map((one) => perform({ ...one, card } as Asked, before.version)),
        );
        const done = results.filter((result) => result.status === "fulfilled");
        const codes = results.flatMap((result) =>
          result.status === "rejected" ? [(result.reason as AppError).code] : [],
        );
        expect(done.length).toBeLessThanOrEqual(1);
        // A verb that the initial state forbids must be refused, unless another verb ran first.
        for (const code of codes) expect(["STALE", "RULE_BROKEN"]).toContain(code);
        if (done.length === 0) expect(new Set(codes)).toEqual(new Set(["RULE_BROKEN"]));
        if (done.length === 0) expect((await cardHere(business, card)).version).toBe(before.version);
        await recover(business.accountId);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves the audit chain whole", async () => {
    const db = await rawTestDatabase();
    expect((await verifyChains(db)).breaks).toEqual([]);
    await db.close();
  });
});
