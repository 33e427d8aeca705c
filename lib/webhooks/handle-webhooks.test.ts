import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { cardEventText } from "@/app/(portal)/cards/[cardId]/card-event-text.ts";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { changeCardMemo } from "@/lib/cards/change-card-memo.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { cardHistory } from "@/lib/cards/queries.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { newWord } from "@/lib/lithic/simulator/strike-answer.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { readTransaction } from "@/lib/lithic/transactions.ts";
import { rawTestDatabase, type TestBusiness, testPlatform } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import {
  atIssuer,
  cardHere,
  cardsAtIssuer,
  enrolledBusiness,
  hearIssuer,
  issuedCard,
  recover,
} from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { toTransaction } from "@/lib/transactions/issuer/to-transaction.ts";
import { recordTransaction } from "@/lib/transactions/record-transaction.ts";
import { expectRecorded, transactionsHere } from "@/lib/transactions/test-recorded.ts";
import { handleWebhooks } from "./handle-webhooks.ts";
import { deliver, keptOf, messagesSince, type Sent } from "./test-messages.ts";

let business: TestBusiness;
let start: Date;
beforeAll(async () => {
  await testPlatform();
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 1_000_000_000n);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  later(1);
  start = new Date();
});
afterEach(async () => {
  simulator().clearFaults();
  // Each test starts with an empty inbox.
  await hearIssuer();
});

const later = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);
const issued = (given: object = {}) =>
  issuedCard(business, { userId: business.user.userId as number, ...given });
const tokenOf = async (cardId: number) => (await cardHere(business, cardId)).token ?? "";
const synced = (cardId: number) =>
  inAccount(business.accountId, (db) =>
    db.auditLog.count({ where: { action: "card.sync", targetId: String(cardId) } }),
  );
const recordings = (transactionId = "") =>
  inAccount(business.accountId, (db) =>
    db.auditLog.count({ where: { action: "transaction.record", targetId: transactionId } }),
  );
const statesOf = async (messages: readonly Sent[]) => (await keptOf(messages)).map(({ status }) => status);

async function deliverAll(messages: readonly Sent[]): Promise<void> {
  for (const message of messages) await deliver(message);
}

async function handleAll(): Promise<void> {
  while (await handleWebhooks());
}

describe("what happens to a card at the issuer", () => {
  it("is seen when a card is sent, once and with a line in its history", async () => {
    const cardId = await issued({ form: "physical" });
    await hearIssuer();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", shippedAt: null });
    expect(await synced(cardId)).toBe(0);
    later(61);
    expect(simulator().shipDue()).toBe(1);
    const messages = await messagesSince(new Date());
    for (let round = 0; round < 3; round++) {
      await deliverAll(messages);
      await handleAll();
      // Two messages of one card can conflict.
      later(5);
    }
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "pending",
      shippedAt: expect.any(Date),
    });
    expect(await synced(cardId)).toBe(1);
    expect(new Set(await statesOf(messages))).toEqual(new Set(["done"]));
    expect(new Set((await keptOf(messages)).map(({ accountId }) => accountId))).toEqual(
      new Set([business.accountId]),
    );
  });

  it.each([
    ["PAUSED", "frozen"],
    ["OPEN", "active"],
    ["CLOSED", "inactive"],
  ])("is seen when somebody else makes it %s", async (state, status) => {
    const cardId = await issued({ form: "physical" });
    const token = await tokenOf(cardId);
    simulator().advance(token);
    if (state === "PAUSED") await atIssuer("PATCH", `/v1/cards/${token}`, { state: "OPEN" });
    await atIssuer("PATCH", `/v1/cards/${token}`, { state });
    await hearIssuer();
    expect(await cardHere(business, cardId)).toMatchObject({ status });
  });

  it("is kept and shown as other in a state that nobody knew before, until that ends (F18)", async () => {
    const cardId = await issued();
    const token = await tokenOf(cardId);
    // Two messages of one card can conflict.
    await hearIssuer();
    simulator().inject({ kind: "new-words", match: { method: "GET", path: "/v1/cards" } });
    later(1);
    const since = new Date();
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    await hearIssuer();
    const messages = await messagesSince(since);
    expect(await statesOf(messages)).toEqual(messages.map(() => "done"));
    expect(await cardHere(business, cardId)).toMatchObject({ status: "other", frozenAt: null });
    const history = await cardHistory(business.owner, cardId, parseListQuery(historyRules, {}));
    expect(history.rows.map((entry) => cardEventText(entry))).toContain(
      `The issuer reports the state “${newWord}”, which this portal doesn't know`,
    );
    expect(await cardsAtIssuer(business, business.user.userId as number)).toContainEqual(
      expect.objectContaining({ token, status: "other", state: newWord }),
    );
    simulator().clearFaults();
    later(1);
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "OPEN" });
    await hearIssuer();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active" });
  });

  it("waits for the pending operations of the card", async () => {
    const cardId = await issued({ form: "physical" });
    simulator().inject({ kind: "error-before", times: 1, match: { method: "PATCH" } });
    await changeCardMemo(business.owner, { cardId, memo: "Trains" });
    simulator().advance(await tokenOf(cardId));
    await hearIssuer();
    expect(await cardHere(business, cardId)).toMatchObject({ shippedAt: null });
    await recover(business.accountId);
    later(10);
    await handleAll();
    expect(await cardHere(business, cardId)).toMatchObject({ shippedAt: expect.any(Date), memo: "Trains" });
  });

  it("does not bring a deleted card back", async () => {
    const cardId = await issued();
    const token = await tokenOf(cardId);
    const paid = await pay(token, 300);
    await hearIssuer();
    const db = await rawTestDatabase({ asLogin: true });
    await db.run("UPDATE cards SET deleted_at = created_at WHERE id = ?", [cardId]);
    const before = await db.rows("SELECT * FROM cards WHERE id = ?", [cardId]);
    later(1);
    const since = new Date();
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    const [freezing] = await messagesSince(since);
    await atIssuer("POST", "/v1/simulate/clearing", { token: paid });
    await hearIssuer();
    expect(await keptOf(freezing ? [freezing] : [])).toMatchObject([
      { status: "ignored", lastError: "The card was deleted." },
    ]);
    expect(await db.rows("SELECT * FROM cards WHERE id = ?", [cardId])).toEqual(before);
    expect(await transactionsHere(business, cardId)).toMatchObject([{ status: "settled", amount: 300n }]);
    await db.close();
  });
});

const shop = { descriptor: "COFFEE SHOP" };
const panOf = async (cardId: number) => (await atIssuer("GET", `/v1/cards/${await tokenOf(cardId)}`)).pan;
const simulate = (what: string, body: object) => atIssuer("POST", `/v1/simulate/${what}`, body);

describe("a transaction", () => {
  type Life = readonly [
    what: string,
    live: (token: string, cardId: number) => Promise<unknown>,
    expected: object,
  ];
  const lives: readonly Life[] = [
    ["held", async () => {}, { status: "pending", amount: 1_000n, settledAt: null }],
    [
      "cleared",
      (token) => simulate("clearing", { token }),
      { status: "settled", amount: 1_000n, settledAt: expect.any(Date) },
    ],
    [
      "cleared for more than was held",
      (token) => simulate("clearing", { token, amount: 1_250 }),
      { status: "settled", amount: 1_250n },
    ],
    [
      "cleared in two parts",
      async (token) => {
        await simulate("clearing", { token, amount: 400 });
        await simulate("clearing", { token, amount: 500 });
      },
      { status: "settled", amount: 900n },
    ],
    ["voided", (token) => simulate("void", { token }), { status: "voided", amount: 0n, settledAt: null }],
    [
      "voided in part",
      (token) => simulate("void", { token, amount: 300 }),
      { status: "pending", amount: 700n },
    ],
    [
      "expired",
      (token) => simulate("void", { token, type: "AUTHORIZATION_EXPIRY" }),
      { status: "expired", amount: 0n },
    ],
    [
      "advised to be more",
      (token) => simulate("authorization_advice", { token, amount: 1_800 }),
      { status: "pending", amount: 1_800n },
    ],
    [
      "advised to be less, voided in part, then expired",
      async (token) => {
        await simulate("authorization_advice", { token, amount: 600 });
        await simulate("void", { token, amount: 100 });
        await simulate("void", { token, type: "AUTHORIZATION_EXPIRY" });
      },
      { status: "expired", amount: 0n },
    ],
  ];

  it.each(lives)("that is %s comes to what its steps sum up to", async (_, live, expected) => {
    const cardId = await issued();
    await live(await pay(await tokenOf(cardId), 1_000), cardId);
    await hearIssuer();
    expect(await transactionsHere(business, cardId)).toMatchObject([
      {
        ...expected,
        userId: business.user.userId,
        currency: "USD",
        merchantCurrency: "USD",
        merchantName: "COFFEE SHOP",
        declineReason: null,
      },
    ]);
    await expectRecorded(business, cardId);
  });

  it("of money that comes back is below zero, until that is taken back", async () => {
    const cardId = await issued();
    const { token } = await simulate("return", { ...shop, pan: await panOf(cardId), amount: 500 });
    await simulate("credit_authorization_advice", { ...shop, pan: await panOf(cardId), amount: 200 });
    await hearIssuer();
    expect(
      (await transactionsHere(business, cardId)).map(({ status, amount }) => [status, amount]).sort(),
    ).toEqual([
      ["pending", -200n],
      ["settled", -500n],
    ]);
    await simulate("return_reversal", { token });
    await hearIssuer();
    expect(await transactionsHere(business, cardId)).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ amount: 0n })]),
    );
    await expectRecorded(business, cardId);
  });

  it("that was declined says why, and is no use of the card", async () => {
    const cardId = await issued();
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    await expect(pay(await tokenOf(cardId), 700)).rejects.toThrow();
    await hearIssuer();
    const [declined] = await transactionsHere(business, cardId);
    expect(declined).toMatchObject({
      status: "declined",
      declineReason: "CARD_PAUSED",
      amount: 0n,
      merchantAmount: 700n,
    });
    expect(declined?.events).toMatchObject([
      { kind: "authorization", result: "declined", detail: "CARD_PAUSED", amount: 700n },
    ]);
    expect((await cardHere(business, cardId)).lastUsedAt.getTime()).toBe(0);
  });

  it("in a status that nobody knew before, without its steps, is kept until it is told whole (F18)", async () => {
    const cardId = await issued();
    simulator().inject({ kind: "new-words", match: { method: "GET", path: "/v1/transactions/" } });
    later(1);
    const since = new Date();
    const token = await pay(await tokenOf(cardId), 700);
    await hearIssuer();
    const messages = await messagesSince(since);
    expect(await statesOf(messages)).toEqual(messages.map(() => "done"));
    expect(await transactionsHere(business, cardId)).toMatchObject([
      { status: "other", amount: 700n, events: [] },
    ]);
    simulator().clearFaults();
    later(1);
    await simulate("clearing", { token });
    await hearIssuer();
    await expectRecorded(business, cardId);
  });

  it("does not go back when an older statement comes late", async () => {
    const cardId = await issued();
    const paid = await pay(await tokenOf(cardId), 1_000);
    const older = toTransaction(await readTransaction(paid));
    await simulate("clearing", { token: paid });
    await hearIssuer();
    await recordTransaction(issuerActor(business.accountId), { cardId, transaction: older });
    await expectRecorded(business, cardId);
    expect(await transactionsHere(business, cardId)).toMatchObject([{ status: "settled" }]);
  });

  it("told of a hundred times at once is recorded once, by however many workers", async () => {
    const cardId = await issued();
    await hearIssuer();
    await pay(await tokenOf(cardId), 1_000);
    const [message] = (await messagesSince(start)).slice(-1) as [Sent];
    await Promise.all(Array.from({ length: 100 }, () => deliver(message)));
    await Promise.all(Array.from({ length: 5 }, () => handleWebhooks()));
    const [row] = await transactionsHere(business, cardId);
    expect(await recordings(row?.id)).toBe(1);
    expect(await statesOf([message])).toEqual(["done"]);
    await expectRecorded(business, cardId);
  });

  it("ends the same whatever order its messages come in, and however often", {
    timeout: 300_000,
  }, async () => {
    const doings = fc.array(
      fc.tuple(
        fc.constantFrom("pay", "clearing", "void", "advice", "hear"),
        fc.integer({ min: 1, max: 900 }),
      ),
      {
        minLength: 3,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(doings, fc.infiniteStream(fc.nat()), async (steps, chance) => {
        const cardId = await issued();
        later(1);
        const since = new Date();
        const paid: string[] = [];
        for (const [does, amount] of steps) {
          const token = paid[amount % paid.length];
          if (does === "pay") paid.push(await pay(await tokenOf(cardId), amount));
          if (does === "hear") await hearShuffled(since, () => chance.next().value as number);
          if (token === undefined) continue;
          // The issuer refuses what the shop may not do any more.
          if (does === "clearing") await simulate("clearing", { token, amount }).catch(() => {});
          if (does === "void") await simulate("void", { token }).catch(() => {});
          if (does === "advice") await simulate("authorization_advice", { token, amount }).catch(() => {});
        }
        const all = await messagesSince(since);
        await deliverAll(all.toReversed());
        await handleAll();
        for (const state of await statesOf(all)) expect(state).toBe("done");
        await expectRecorded(business, cardId);
      }),
      { numRuns: 150 },
    );
  });

  // Delivers each message up to twice, or not yet.
  async function hearShuffled(since: Date, chance: () => number): Promise<void> {
    const told = (await messagesSince(since)).flatMap((message) => Array<Sent>(chance() % 3).fill(message));
    const placed = told.map((message) => ({ message, place: chance() })).sort((a, b) => a.place - b.place);
    await deliverAll(placed.map(({ message }) => message));
    await handleWebhooks();
  }
});

describe("a message that cannot be applied", () => {
  it("because its card is not known here waits, and counts once the card is", async () => {
    const userId = await newHolder(business);
    await issued({ userId });
    const at = new Date();
    later(1);
    for (const kind of ["reset-after", "down"] as const)
      simulator().inject({ kind, times: 1, match: { method: "POST", path: "/cards$" } });
    const { cardId } = await issueCard(business.owner, {
      userId,
      cardType: "debit",
      form: "virtual",
      memo: "Late",
    });
    const token = (await cardsAtIssuer(business, userId)).find(({ memo }) => memo === "Late")?.token ?? "";
    await pay(token, 250);
    const messages = (await messagesSince(at)).filter(({ body }) => body.includes(token));
    await deliverAll(messages);
    await handleAll();
    expect(new Set(await statesOf(messages))).toEqual(new Set(["quarantined"]));
    expect(await transactionsHere(business, cardId)).toEqual([]);
    await recover(business.accountId);
    later(60);
    await handleAll();
    expect(new Set(await statesOf(messages))).toEqual(new Set(["done"]));
    await expectRecorded(business, cardId);
  });

  it("because its card is of nobody here waits for good", async () => {
    const message = {
      id: `msg_${randomUUID()}`,
      body: JSON.stringify({ event_type: "card.updated", card_token: randomUUID() }),
    };
    await deliver(message);
    for (let day = 0; day < 40; day++) {
      await handleAll();
      later(24 * 3_600);
    }
    const { accountId } = await testPlatform();
    expect(await keptOf([message])).toMatchObject([{ status: "quarantined", accountId, attempts: 40 }]);
  });

  it("because its card is unknown does not hold up those of known cards", async () => {
    const cardId = await issued();
    const foreign = Array.from({ length: 45 }, () => ({
      id: `msg_${randomUUID()}`,
      body: JSON.stringify({ event_type: "card.updated", card_token: randomUUID() }),
    }));
    await deliverAll(foreign);
    await handleAll();
    later(24 * 3_600);
    await hearIssuer();
    const at = new Date();
    await pay(await tokenOf(cardId), 100);
    const messages = await messagesSince(at);
    await deliverAll(messages);
    await handleWebhooks();
    expect(await statesOf(messages)).toEqual(["done"]);
  });

  it("because it cannot be read here is tried again until that is mended", async () => {
    const message = {
      id: `msg_${randomUUID()}`,
      body: JSON.stringify({ event_type: "card.updated", card_token: randomUUID() }),
    };
    await deliver(message);
    const raw = await rawTestDatabase();
    const [[body = ""] = []] = await raw.rows("SELECT body FROM webhook_events WHERE message_id = ?", [
      message.id,
    ]);
    await raw.run("UPDATE webhook_events SET body = 'of another key' WHERE message_id = ?", [message.id]);
    for (let time = 0; time < 12; time++) {
      await handleAll();
      later(3_600);
    }
    expect(await keptOf([message])).toMatchObject([
      { status: "received", attempts: 12, lastError: "BROKEN" },
    ]);
    await raw.run("UPDATE webhook_events SET body = ? WHERE message_id = ?", [body, message.id]);
    await raw.close();
    await handleAll();
    expect(await statesOf([message])).toEqual(["quarantined"]);
  });

  it("because the issuer is away is tried again, later each time, until it is back", async () => {
    const cardId = await issued();
    await hearIssuer();
    await pay(await tokenOf(cardId), 100);
    const messages = (await messagesSince(start)).slice(-1);
    await deliverAll(messages);
    simulator().inject({ kind: "down", match: { path: "/transactions/" } });
    for (const [pause, attempts] of [
      [0, 1],
      [0.9, 1],
      [0.2, 2],
      [1.9, 2],
      [0.2, 3],
      [3_600, 4],
      [3_600, 5],
    ] as const) {
      later(pause);
      await handleAll();
      expect(await keptOf(messages)).toMatchObject([
        { status: "received", attempts, lastError: "The issuer did not answer." },
      ]);
    }
    simulator().clearFaults();
    later(3_600);
    await handleAll();
    expect(await keptOf(messages)).toMatchObject([
      { status: "done", lastError: null, handledAt: expect.any(Date) },
    ]);
    await expectRecorded(business, cardId);
  });

  it("because the issuer knows nothing of it is given up after ten times, in words that name nothing", async () => {
    const [token, cardToken] = [randomUUID(), await tokenOf(await issued())];
    const body = JSON.stringify({ event_type: "card_transaction.updated", token, card_token: cardToken });
    const message = { id: `msg_${randomUUID()}`, body };
    await deliver(message);
    for (let time = 0; time < 12; time++) {
      await handleAll();
      later(3_600);
    }
    expect(await keptOf([message])).toMatchObject([
      { status: "failed", attempts: 10, lastError: "The issuer refused to say more (404)." },
    ]);
  });

  it("because it says nothing of a card is given up at once", async () => {
    const message = {
      id: `msg_${randomUUID()}`,
      body: JSON.stringify({ event_type: "card.updated", card_token: "none" }),
    };
    await deliver(message);
    await handleAll();
    expect(await keptOf([message])).toMatchObject([{ status: "failed", attempts: 1 }]);
  });
});
