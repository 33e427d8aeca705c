import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { readBalances, simulateDeposit } from "@/lib/lithic/money.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, hearIssuer, recover } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeCardMemo } from "../change-card-memo.ts";
import { changeCardLimit } from "./change-card-limit.ts";
import { loadCard } from "./load-card.ts";
import { unloadCard } from "./unload-card.ts";

let business: TestBusiness;
let accountToken: string;
beforeAll(async () => {
  business = await enrolledBusiness();
  const account = await inAccount(business.accountId, (db) => db.account.findFirst({}));
  if (!account) throw new Error("There is no account");
  accountToken = String(openField("Account", account, "lithicAccountToken"));
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const changing = { method: "PATCH", path: "/cards/" };
const monthly = (spendLimit: number) => ({ spendLimit, spendLimitDuration: "monthly" as const });

async function issue(given: object = {}) {
  const wanted = {
    userId: business.user.userId as number,
    cardType: "debit",
    form: "virtual",
    memo: "Lunch",
    ...monthly(50_000),
    ...given,
  };
  const { cardId } = await issueCard(business.owner, wanted as Parameters<typeof issueCard>[1]);
  await recover(business.accountId);
  return cardId;
}
async function issueLoaded(spendLimit: number) {
  await have(spendLimit);
  return issue(loaded(spendLimit));
}
const loaded = (spendLimit: number) => ({
  cardType: "reloadable",
  spendLimit,
  spendLimitDuration: "forever",
});

async function available(): Promise<number> {
  return (await readBalances(accountToken))[0]?.available ?? 0;
}

/** Deposits money until the business has this amount. */
async function have(amount: number): Promise<void> {
  const [money] = await readBalances(accountToken);
  if (money && money.available < amount)
    await simulateDeposit(randomUUID(), money.financialAccountToken, amount - money.available);
}

async function expectLimit(
  cardId: number,
  spendLimit: number | null,
  spendLimitDuration: string | null,
): Promise<void> {
  const card = await cardHere(business, cardId);
  expect(card).toMatchObject({
    spendLimit: spendLimit === null ? null : BigInt(spendLimit),
    spendLimitDuration,
    desiredSpendLimit: null,
    desiredSpendLimitDuration: null,
    limitDesiredAt: null,
  });
  const stated = await readCardAtIssuer(String(card.token));
  expect(stated.spendLimit).toBe(spendLimit ?? 0);
  if (spendLimitDuration !== null) expect(stated.spendLimitDuration).toBe(spendLimitDuration.toUpperCase());
}

describe("card.change-limit", () => {
  it("counts once the issuer has confirmed it, and answers with its operation", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "down", times: 1, match: changing });
    const { operationId } = await changeCardLimit(business.admin, {
      cardId,
      spendLimit: 70_000,
      spendLimitDuration: "annually",
    });
    expect(await cardHere(business, cardId)).toMatchObject({
      spendLimit: 50_000n,
      spendLimitDuration: "monthly",
      desiredSpendLimit: 70_000n,
      desiredSpendLimitDuration: "annually",
    });
    await recover(business.accountId);
    await expectLimit(cardId, 70_000, "annually");
    const operation = await inAccount(business.accountId, (db) =>
      db.lithicOperation.findFirst({ where: { id: operationId } }),
    );
    expect(operation).toMatchObject({ kind: "card.change-limit", status: "done" });
  });

  it("takes the limit off, and puts one on", async () => {
    const cardId = await issue();
    await changeCardLimit(business.owner, { cardId, spendLimit: null, spendLimitDuration: null });
    await expectLimit(cardId, null, null);
    await changeCardLimit(business.owner, { cardId, spendLimit: 100, spendLimitDuration: "transaction" });
    await expectLimit(cardId, 100, "transaction");
  });

  it.each([
    ["zero", 0, "monthly", "spendLimit"],
    ["a part of a cent", 0.5, "monthly", "spendLimit"],
    ["more than the issuer takes", 2_147_483_648, "monthly", "spendLimit"],
    ["a limit without a window", 100, null, "spendLimitDuration"],
    ["a window without a limit", null, "monthly", "spendLimit"],
    ["a window that there is not", 100, "weekly", "spendLimitDuration"],
  ] as const)("refuses %s, naming the field", async (_, spendLimit, window, field) => {
    const cardId = await issue();
    const given = { cardId, spendLimit, spendLimitDuration: window as "monthly" | null };
    await expectRefused(() => changeCardLimit(business.owner, given), {
      code: "INVALID_INPUT",
      fields: expect.objectContaining({ [field]: expect.any(String) }),
    });
    await expectLimit(cardId, 50_000, "monthly");
  });

  it("refuses what is the limit already, a reloadable card, a closed one and one that is not made", async () => {
    const cardId = await issue();
    await expectRefused(() => changeCardLimit(business.owner, { cardId, ...monthly(50_000) }), {
      code: "RULE_BROKEN",
    });
    const reloadable = await issueLoaded(1_000);
    await expectRefused(() => changeCardLimit(business.owner, { cardId: reloadable, ...monthly(1) }), {
      code: "RULE_BROKEN",
    });
    await closeCard(business.owner, {
      cardId,
      lastFour: (await cardHere(business, cardId)).lastFour ?? "",
      reason: "Done",
    });
    await expectRefused(() => changeCardLimit(business.owner, { cardId, ...monthly(1) }), {
      code: "RULE_BROKEN",
      message: "This card is closed. Nothing was changed.",
    });
    simulator().inject({ kind: "down", times: 1, match: { method: "POST", path: "/cards$" } });
    const { cardId: unmade } = await issueCard(business.owner, {
      userId: business.user.userId as number,
      cardType: "debit",
      form: "virtual",
    });
    for (const verb of [
      () => changeCardLimit(business.owner, { cardId: unmade, ...monthly(1) }),
      () => changeCardMemo(business.owner, { cardId: unmade, memo: "Trains" }),
      () => loadCard(business.owner, { cardId: unmade, amount: 1 }),
    ])
      await expectRefused(verb, {
        code: "RULE_BROKEN",
        message: expect.stringContaining("is still creating this card"),
      });
    await recover(business.accountId);
  });

  it("leaves the last of two limits that were asked for while the issuer failed", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "reset", times: 1, match: changing });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    await changeCardLimit(business.owner, { cardId, ...monthly(70_000) });
    await expectLimit(cardId, 70_000, "monthly");
    await atIssuer("PATCH", `/v1/cards/${(await cardHere(business, cardId)).token}`, { spend_limit: 60_000 });
    await recover(business.accountId);
    await expectLimit(cardId, 70_000, "monthly");
  });

  it("does not keep a freeze waiting while the issuer takes no limits, and is done after it", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "error-before", times: 1, match: changing });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "frozen",
      spendLimit: 50_000n,
      desiredSpendLimit: 60_000n,
    });
    await recover(business.accountId);
    await expectLimit(cardId, 60_000, "monthly");
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen", desiredStatus: null });
  });

  it("stays what it was when the issuer refuses, with its words", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "refused", times: 1, match: changing });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    await expectLimit(cardId, 50_000, "monthly");
    expect(await cardHere(business, cardId)).toMatchObject({ issuerMessage: "The request was refused" });
  });

  it("closes a card here that the issuer had closed, and drops the desired limit", async () => {
    const cardId = await issue();
    const { token } = await cardHere(business, cardId);
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "CLOSED" });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "inactive",
      closedReason: "Closed by the issuer",
      limitDesiredAt: null,
    });
  });
});

describe("card.load and card.unload", () => {
  it("add up, also when the issuer has not confirmed the first", async () => {
    await have(100_000);
    const cardId = await issueLoaded(10_000);
    simulator().inject({ kind: "down", times: 1, match: changing });
    await loadCard(business.owner, { cardId, amount: 5_000 });
    await loadCard(business.admin, { cardId, amount: 2_500 });
    await recover(business.accountId);
    await expectLimit(cardId, 17_500, "forever");
    await unloadCard(business.owner, { cardId, amount: 17_499 });
    await expectLimit(cardId, 1, "forever");
  });

  it("begin with no more than the business has, also when the first answer was lost", async () => {
    await have(10_000);
    const tooMuch = await issue(loaded((await available()) + 1));
    expect(await cardHere(business, tooMuch)).toMatchObject({
      status: "inactive",
      token: null,
      issuerMessage: expect.stringMatching(/^Your business has less available than/),
    });
    simulator().inject({ kind: "error-after", times: 1, match: { method: "POST", path: "/cards" } });
    const cardId = await issue(loaded(await available()));
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active" });
  });

  it("are for a reloadable card only", async () => {
    const cardId = await issue();
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 1 }), { code: "RULE_BROKEN" });
    await expectRefused(() => unloadCard(business.owner, { cardId, amount: 1 }), { code: "RULE_BROKEN" });
  });

  it("leave something on the card, and never more than the issuer takes", async () => {
    const cardId = await issueLoaded(10_000);
    await expectRefused(() => unloadCard(business.owner, { cardId, amount: 10_000 }), {
      code: "INVALID_INPUT",
      fields: { amount: expect.stringContaining("freeze or close it instead") },
    });
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 2_147_473_648 }), {
      code: "INVALID_INPUT",
      fields: { amount: expect.any(String) },
    });
    await expectLimit(cardId, 10_000, "forever");
  });

  it("refuse to load more than the business has at that moment", async () => {
    const cardId = await issueLoaded(10_000);
    await have(1);
    const more = (await available()) + 1;
    await loadCard(business.owner, { cardId, amount: more });
    await expectLimit(cardId, 10_000, "forever");
    expect((await cardHere(business, cardId)).issuerMessage).toMatch(
      /^Your business has less available than the \$[\d,.]+ to be loaded\.$/,
    );
    await loadCard(business.owner, { cardId, amount: more - 1 });
    await expectLimit(cardId, 10_000 + more - 1, "forever");
  });

  it("load once, although the money is gone by the time the issuer is asked again", async () => {
    await have(50_000);
    const cardId = await issueLoaded(10_000);
    const all = await available();
    simulator().inject({ kind: "reset-after", times: 1, match: changing });
    await loadCard(business.owner, { cardId, amount: all });
    await pay((await cardHere(business, cardId)).token ?? "", 40_000);
    await recover(business.accountId);
    await expectLimit(cardId, 10_000 + all, "forever");
    expect(await cardHere(business, cardId)).toMatchObject({ issuerMessage: null });
  });

  it("refuse to take off what was spent", async () => {
    await have(50_000);
    const cardId = await issueLoaded(10_000);
    await pay((await cardHere(business, cardId)).token ?? "", 4_000);
    await unloadCard(business.owner, { cardId, amount: 6_001 });
    await expectLimit(cardId, 10_000, "forever");
    expect(await cardHere(business, cardId)).toMatchObject({
      issuerMessage: "The card has $60.00 left, less than the $60.01 to be taken off it.",
    });
    await unloadCard(business.owner, { cardId, amount: 6_000 });
    await expectLimit(cardId, 4_000, "forever");
  });

  it("refuse a form that was filled in before somebody else changed the card", async () => {
    await have(10_000);
    const cardId = await issueLoaded(10_000);
    const { version } = await cardHere(business, cardId);
    await loadCard(business.owner, { cardId, amount: 100, version });
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 100, version }), { code: "STALE" });
    await expectRefused(() => unloadCard(business.owner, { cardId, amount: 100, version }), {
      code: "STALE",
    });
    await expectLimit(cardId, 10_100, "forever");
  });

  it("take a form that was opened before the issuer confirmed what it shows", async () => {
    await have(10_000);
    const cardId = await issueLoaded(10_000);
    simulator().inject({ kind: "error-before", times: 1, match: changing });
    const { version } = await loadCard(business.owner, { cardId, amount: 100 });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ version: version + 1, limitDesiredAt: null });
    await unloadCard(business.owner, { cardId, amount: 50, version });
    await expectRefused(() => unloadCard(business.admin, { cardId, amount: 50, version }), { code: "STALE" });
    await expectLimit(cardId, 10_050, "forever");
  });

  it("refuse a form that was opened before the issuer did something else", async () => {
    await have(10_000);
    const cardId = await issueLoaded(10_000);
    const { version, token } = await cardHere(business, cardId);
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    await hearIssuer();
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 100, version }), { code: "STALE" });
  });
});

describe("card.change-memo", () => {
  it("counts at once, and the issuer's copy follows the last one", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "down", times: 1, match: changing });
    await changeCardMemo(business.owner, { cardId, memo: "Trains" });
    expect(await cardHere(business, cardId)).toMatchObject({ memo: "Trains" });
    await changeCardMemo(business.admin, { cardId, memo: "" });
    await recover(business.accountId);
    const card = await cardHere(business, cardId);
    expect(card.memo).toBe("");
    expect((await readCardAtIssuer(String(card.token))).memo).toBe("");
  });

  it("stays when the issuer refuses its copy, whose words are shown", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "refused", times: 1, match: changing });
    await changeCardMemo(business.owner, { cardId, memo: "Trains" });
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({
      memo: "Trains",
      issuerMessage: "The request was refused",
    });
  });
});
