import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { setConfirmAboveLimit } from "@/lib/accounts/set-confirm-above-limit.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeCardMemo } from "../change-card-memo.ts";
import { changeCardLimit } from "./change-card-limit.ts";
import { loadCard } from "./load-card.ts";
import { changingCard, expectLimit, issueLimited, issueLoaded, monthly } from "./test-limits.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

describe("card.change-limit", () => {
  it("counts once the issuer has confirmed it, and answers with its operation", async () => {
    const cardId = await issueLimited(business);
    simulator().inject({ kind: "down", times: 1, match: changingCard });
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
    await expectLimit(business, cardId, 70_000, "annually");
    const operation = await inAccount(business.accountId, (db) =>
      db.lithicOperation.findFirst({ where: { id: operationId } }),
    );
    expect(operation).toMatchObject({ kind: "card.change-limit", status: "done" });
  });

  it("takes the limit off, and puts one on", async () => {
    const cardId = await issueLimited(business);
    await changeCardLimit(business.owner, { cardId, spendLimit: null, spendLimitDuration: null });
    await expectLimit(business, cardId, null, null);
    await changeCardLimit(business.owner, { cardId, spendLimit: 100, spendLimitDuration: "transaction" });
    await expectLimit(business, cardId, 100, "transaction");
  });

  it.each([
    ["zero", 0, "monthly", "spendLimit"],
    ["a part of a cent", 0.5, "monthly", "spendLimit"],
    ["more than the issuer takes", 2_147_483_648, "monthly", "spendLimit"],
    ["a limit without a window", 100, null, "spendLimitDuration"],
    ["a window without a limit", null, "monthly", "spendLimit"],
    ["a window that there is not", 100, "weekly", "spendLimitDuration"],
  ] as const)("refuses %s, naming the field", async (_, spendLimit, window, field) => {
    const cardId = await issueLimited(business);
    const given = { cardId, spendLimit, spendLimitDuration: window as "monthly" | null };
    await expectRefused(() => changeCardLimit(business.owner, given), {
      code: "INVALID_INPUT",
      fields: expect.objectContaining({ [field]: expect.any(String) }),
    });
    await expectLimit(business, cardId, 50_000, "monthly");
  });

  it("refuses what is the limit already, a reloadable card, a closed one and one that is not made", async () => {
    const cardId = await issueLimited(business);
    await expectRefused(() => changeCardLimit(business.owner, { cardId, ...monthly(50_000) }), {
      code: "RULE_BROKEN",
    });
    const reloadable = await issueLoaded(business, 1_000);
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
    const cardId = await issueLimited(business);
    simulator().inject({ kind: "reset", times: 1, match: changingCard });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    await changeCardLimit(business.owner, { cardId, ...monthly(70_000) });
    await expectLimit(business, cardId, 70_000, "monthly");
    await atIssuer("PATCH", `/v1/cards/${(await cardHere(business, cardId)).token}`, { spend_limit: 60_000 });
    await recover(business.accountId);
    await expectLimit(business, cardId, 70_000, "monthly");
  });

  it("does not keep a freeze waiting while the issuer takes no limits, and is done after it", async () => {
    const cardId = await issueLimited(business);
    simulator().inject({ kind: "error-before", times: 1, match: changingCard });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "frozen",
      spendLimit: 50_000n,
      desiredSpendLimit: 60_000n,
    });
    await recover(business.accountId);
    await expectLimit(business, cardId, 60_000, "monthly");
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen", desiredStatus: null });
  });

  it("stays what it was when the issuer refuses, with its words", async () => {
    const cardId = await issueLimited(business);
    simulator().inject({ kind: "refused", times: 1, match: changingCard });
    await changeCardLimit(business.owner, { cardId, ...monthly(60_000) });
    await expectLimit(business, cardId, 50_000, "monthly");
    expect(await cardHere(business, cardId)).toMatchObject({ issuerMessage: "The request was refused" });
  });

  it("closes a card here that the issuer had closed, and drops the desired limit", async () => {
    const cardId = await issueLimited(business);
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

describe("a raise above the threshold of the business", () => {
  const stale = { id: 1, authenticatedAt: new Date(0) };
  const confirmFirst = { code: "CONFIRM_IDENTITY" };
  const change = (cardId: number, spendLimit: number | null, actor: Actor) =>
    changeCardLimit(actor, {
      cardId,
      spendLimit,
      spendLimitDuration: spendLimit === null ? null : "monthly",
    });

  it("needs a recent proof, and so does taking a limit off (V7.5.3)", async () => {
    const cardId = await issueLimited(business);
    const away = { ...business.admin, session: stale } as Actor;
    for (const raised of [1_000_001, null])
      await expectRefused(() => change(cardId, raised, away), confirmFirst);
    await change(cardId, 1_000_000, away);
    await change(cardId, null, business.admin);
    // From no limit to any is lower.
    await change(cardId, 2_000_000, away);
    await change(cardId, 1_500_000, away);
  });

  it("also is the same amount in a shorter window, and a load above it", async () => {
    const cardId = await issueLimited(business);
    const away = { ...business.admin, session: stale } as Actor;
    const shorter = { cardId, spendLimit: 50_000, spendLimitDuration: "transaction" } as const;
    await expectRefused(() => changeCardLimit(away, shorter), confirmFirst);
    await changeCardLimit(away, { ...shorter, spendLimitDuration: "annually" });
    const loadedId = await issueLoaded(business, 10_000);
    await expectRefused(() => loadCard(away, { cardId: loadedId, amount: 1_000_000 }), confirmFirst);
  });

  it("counts from what the owner sets, for many cards at once too", async () => {
    const cardId = await issueLimited(business);
    const away = { ...business.owner, session: stale } as Actor;
    await expectRefused(() => setConfirmAboveLimit(away, { confirmAboveLimit: 60_000 }), confirmFirst);
    await setConfirmAboveLimit(business.owner, { confirmAboveLimit: 60_000 });
    const many = (spendLimit: number | null) =>
      startBulkJob(away, {
        verb: "card.change-limit",
        cards: { ids: [cardId] },
        spendLimit,
        spendLimitDuration: spendLimit === null ? null : "monthly",
      });
    await expectRefused(() => change(cardId, 60_001, away), confirmFirst);
    for (const raised of [60_001, null]) await expectRefused(() => many(raised), confirmFirst);
    expect(await many(60_000)).toMatchObject({ total: 1 });
  });
});
