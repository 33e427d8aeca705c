import { beforeAll, describe, expect, it } from "vitest";
import { enrolAccount } from "@/lib/accounts/enrol-account.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { inAccount, inTransaction } from "@/lib/db/transaction.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { attemptDue } from "@/lib/outbox/attempt-due.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, cardsAtIssuer, enrolledBusiness } from "@/lib/testing/test-issuer.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});

const issue = (given: object = {}) =>
  issueCard(business.owner, {
    userId: business.user.userId as number,
    cardType: "debit",
    form: "virtual",
    memo: "Lunch",
    ...given,
  });

describe("a card", () => {
  it("is made by the issuer, frozen, unfrozen and closed there", async () => {
    const { cardId } = await issue({ spendLimit: 50_000, spendLimitDuration: "monthly" });
    await attemptAllDue();
    const issued = await cardHere(business, cardId);
    expect(issued).toMatchObject({ status: "active", desiredStatus: null, issuerMessage: null });
    const [atIssuer] = await cardsAtIssuer(business, business.user.userId as number);
    expect(atIssuer).toMatchObject({
      token: issued.token,
      lastFour: issued.lastFour,
      status: "active",
      memo: "Lunch",
      spendLimit: 50_000,
    });

    await freezeCard(business.admin, { cardId, reason: "Lost for now" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "frozen",
      desiredStatus: null,
      frozenReason: "Lost for now",
    });
    await unfreezeCard(business.admin, { cardId });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "active",
      frozenAt: null,
      frozenReason: null,
    });
    await closeCard(business.admin, { cardId, reason: "Done", lastFour: issued.lastFour ?? "" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "inactive",
      desiredStatus: null,
      closedReason: "Done",
    });
    expect(await cardsAtIssuer(business, business.user.userId as number)).toMatchObject([
      { status: "inactive" },
    ]);
  });
});

describe("what the issuer refuses", () => {
  it("leaves a new card closed, with the issuer's words", async () => {
    const strangers = await enrolledBusiness();
    const userId = strangers.user.userId as number;
    const issueThere = () =>
      issueCard(strangers.owner, { userId, cardType: "debit", form: "virtual", memo: "Lunch" });
    const { cardId: first } = await issueThere();
    await attemptAllDue();
    await atIssuer("PATCH", `/v1/accounts/${(await cardsAtIssuer(strangers, userId))[0]?.accountToken}`, {
      state: "CLOSED",
    });
    const { cardId } = await issueThere();
    await attemptAllDue();
    expect(await cardHere(strangers, cardId)).toMatchObject({
      status: "inactive",
      token: null,
      closedReason: "The issuer rejected this card",
      issuerMessage: expect.stringMatching(/account/i),
    });
    expect(await cardHere(strangers, first)).toMatchObject({ issuerMessage: null });
  });

  it("leaves a card that was closed at the issuer closed here too, whatever was asked for", async () => {
    for (const verb of ["freeze", "close"] as const) {
      const { cardId } = await issue();
      await attemptAllDue();
      const { token, lastFour } = await cardHere(business, cardId);
      await atIssuer("PATCH", `/v1/cards/${token}`, { state: "CLOSED" });
      if (verb === "freeze") await freezeCard(business.admin, { cardId, reason: "Lost" });
      else await closeCard(business.admin, { cardId, reason: "Done", lastFour: lastFour ?? "" });
      expect(await cardHere(business, cardId)).toMatchObject({
        status: "inactive",
        desiredStatus: null,
        frozenAt: null,
        closedReason: verb === "close" ? "Done" : "Closed by the issuer",
      });
    }
  });
});

describe("a business", () => {
  it("is registered with the issuer once, however often that is requested at one moment", async () => {
    const unknown = await testBusiness();
    const address = {
      line1: "1 Main St",
      city: "Springfield",
      region: "IL",
      postalCode: "62701",
      country: "USA",
    };
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => enrolAccount(unknown.system, address)),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await attemptAllDue();
    const operations = await inAccount(unknown.accountId, (db) =>
      db.lithicOperation.findMany({ select: { kind: true, status: true } }),
    );
    expect(operations).toEqual([{ kind: "account.enrol", status: "done" }]);
  });
});

describe("an operation that cannot be read", () => {
  const newest = async () => {
    const row = await inAccount(business.accountId, (db) =>
      db.lithicOperation.findFirst({ orderBy: { id: "desc" } }),
    );
    return row ?? expect.fail("There is no operation");
  };
  const change = (id: number, data: { nextAttemptAt?: Date; kind?: string; payload?: string }) =>
    inTransaction("across", (tx) => tx.lithicOperation.updateMany({ where: { id }, data }));

  it("is put off where its kind is unknown, and done where it is known", async () => {
    const { cardId } = await issue();
    await attemptAllDue();
    await freezeCard(business.admin, { cardId, reason: "Lost" }, { leaveToWorker: true });
    expect(await attemptDue(new Map())).toBe(0);
    const { id, status, nextAttemptAt } = await newest();
    expect(status).toBe("waiting");
    expect(nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 10_000);
    await change(id, { nextAttemptAt: new Date() });
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen" });
  });

  it("waits like one without an answer where its payload is broken", async () => {
    const { cardId } = await issue();
    await attemptAllDue();
    await freezeCard(business.admin, { cardId, reason: "Lost" }, { leaveToWorker: true });
    const { id } = await newest();
    await change(id, { kind: "card.convert", payload: "broken" });
    await attemptAllDue();
    expect(await newest()).toMatchObject({ status: "unknown", leaseOwner: null, attempts: 1 });
  });
});
