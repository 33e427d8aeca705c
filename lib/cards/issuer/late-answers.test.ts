import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { changeCardLimit } from "@/lib/cards/limits/change-card-limit.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import type { Fault } from "@/lib/lithic/simulator/faults.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { attempt } from "@/lib/outbox/attempt.ts";
import type { OperationType } from "@/lib/outbox/operation.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { expectOneCard, newHolder } from "@/lib/testing/test-holder.ts";
import { atIssuer, cardHere, cardsAtIssuer, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { issueAtIssuer } from "./issue-card.ts";
import { freezeAtIssuer } from "./set-card-state.ts";

let business: TestBusiness;
let holderId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  holderId = await newHolder(business);
});
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const making = { method: "POST", path: "/cards$" };
const changing = { method: "PATCH", path: "/cards/" };
const address = {
  line1: "1 Main St",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
const issue = (given: object = {}) =>
  issueCard(business.owner, { userId: holderId, cardType: "debit", form: "virtual", memo: "Once", ...given });

async function madeCard(): Promise<{ cardId: number; token: string }> {
  const { cardId } = await issue();
  await recover(business.accountId);
  return { cardId, token: String((await cardHere(business, cardId)).token) };
}

async function newest(kind: string) {
  const row = await inAccount(business.accountId, (db) =>
    db.lithicOperation.findFirst({ where: { kind }, orderBy: { id: "desc" } }),
  );
  if (!row) throw new Error(`No ${kind} is pending`);
  return row;
}

describe("a change that was given up and arrives after a newer one was confirmed", () => {
  it("is undone, when it was never asked for again", async () => {
    const { cardId, token } = await madeCard();
    simulator().inject({ kind: "reset", times: 1, match: changing });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    await unfreezeCard(business.admin, { cardId });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", desiredStatus: null });
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });

  it("is undone, when it was asked for again and confirmed in between", async () => {
    const { cardId, token } = await madeCard();
    simulator().inject({ kind: "reset", times: 1, match: changing });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    later(2);
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen", desiredStatus: null });
    await unfreezeCard(business.admin, { cardId });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", desiredStatus: null });
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });
});

describe("a limit that was asked for without an answer", () => {
  it("is not said to be refused while that call may still arrive", async () => {
    const { cardId, token } = await madeCard();
    simulator().inject({ kind: "reset", times: 1, match: changing });
    await changeCardLimit(business.owner, { cardId, spendLimit: 60_000, spendLimitDuration: "monthly" });
    simulator().inject({ kind: "refused", match: changing });
    later(2);
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({
      desiredSpendLimit: 60_000n,
      issuerMessage: null,
    });
    simulator().clearFaults();
    await atIssuer("PATCH", `/v1/cards/${token}`, { spend_limit: 60_000, spend_limit_duration: "MONTHLY" });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({
      spendLimit: 60_000n,
      limitDesiredAt: null,
      issuerMessage: null,
    });
  });
});

describe("a card that the issuer may have made", () => {
  it("is found and taken when the issuer refuses to make it after a call without an answer", async () => {
    simulator().inject({ kind: "reset-after", times: 1, match: making });
    simulator().inject({ kind: "refused", match: making });
    await issue();
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });

  it("is not given up while a call without an answer may still arrive", async () => {
    simulator().inject({ kind: "reset", times: 1, match: making });
    const { cardId } = await issue();
    simulator().inject({ kind: "refused", match: making });
    later(2);
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", issuerMessage: null });
    simulator().clearFaults();
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });

  it("is closed here when the issuer refuses it and never made it", async () => {
    simulator().inject({ kind: "reset", times: 1, match: making });
    simulator().inject({ kind: "refused", match: making });
    const { cardId } = await issue();
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "inactive",
      token: null,
      issuerMessage: "The request was refused",
    });
    expect(await cardsAtIssuer(business, holderId)).toEqual([]);
  });

  it("is found and taken when its key was used with the holder's earlier name", async () => {
    simulator().inject({ kind: "reset-after", times: 1, match: making });
    await issue({ form: "physical", shippingAddress: address });
    await changeUser(business.owner, { userId: holderId, familyName: "Newlywed" });
    await recover(business.accountId);
    await expectOneCard(business, holderId, "pending");
  });

  it("is made under a new key when its key was used for something else", async () => {
    simulator().inject({ kind: "down", times: 1, match: making });
    await issue();
    const { id, idempotencyKey } = await newest("card.issue");
    const { token } = await madeBusiness(idempotencyKey);
    expect(token).toBeTruthy();
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
    const after = await inAccount(business.accountId, (db) =>
      db.lithicOperation.findFirst({ where: { id } }),
    );
    expect(after?.idempotencyKey).not.toBe(idempotencyKey);
  });
});

const madeBusiness = (key: string) => {
  const place = {
    address1: "1 Main St",
    city: "Springfield",
    state: "IL",
    postal_code: "62701",
    country: "USA",
  };
  const entity = { legal_business_name: "Somebody else", address: place };
  return atIssuer("POST", "/v1/account_holders", { workflow: "KYB_DELEGATED", business_entity: entity }, key);
};

describe("a worker whose lease ran out while its call hung", () => {
  const slow = { kind: "latency", milliseconds: 4_000, times: 1 } as const satisfies Fault;

  it("has made one card together with who took over, and writes no outcome", async () => {
    simulator().inject({ kind: "down", times: 1, match: making });
    const { cardId } = await issue();
    simulator().inject({ ...slow, match: making });
    await takenOver(issueAtIssuer, (await newest("card.issue")).id, cardId);
    await expectOneCard(business, holderId, "active");
  });

  it("does not close the card that was made after it, when its own call is refused", async () => {
    simulator().inject({ kind: "down", times: 1, match: making });
    const { cardId } = await issue();
    simulator().inject({ ...slow, match: making });
    simulator().inject({ kind: "refused", times: 1, match: making });
    await takenOver(issueAtIssuer, (await newest("card.issue")).id, cardId);
    await expectOneCard(business, holderId, "active");
  });

  it("has frozen the card together with who took over, and writes no outcome", async () => {
    const { cardId } = await madeCard();
    simulator().inject({ kind: "down", times: 1, match: changing });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    simulator().inject({ ...slow, match: changing });
    await takenOver(freezeAtIssuer, (await newest("card.freeze")).id, cardId);
    await expectOneCard(business, holderId, "frozen");
  });

  async function takenOver(type: OperationType, operationId: number, cardId: number): Promise<void> {
    const seen = () =>
      inAccount(business.accountId, (db) => db.lithicOperation.findFirst({ where: { id: operationId } }));
    later(2);
    const first = attempt(type, operationId);
    await vi.waitFor(async () => expect(await seen()).toMatchObject({ status: "running", attempts: 2 }));
    later(21);
    expect(await attempt(type, operationId)).toBe(true);
    const settled = await seen();
    expect(settled).toMatchObject({ status: "done", attempts: 3 });
    const card = await cardHere(business, cardId);
    await first;
    expect(await seen()).toEqual(settled);
    expect(await cardHere(business, cardId)).toEqual(card);
  }
});

describe("an issuer that answers with another state than was asked for", () => {
  it("is not believed, and asked again", async () => {
    const { cardId } = await madeCard();
    simulator().inject({ kind: "wrong-state", times: 1, match: changing });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", desiredStatus: "frozen" });
    await recover(business.accountId);
    expect(await newest("card.freeze")).toMatchObject({ status: "done", attempts: 2 });
    await expectOneCard(business, holderId, "frozen");
  });
});

describe("a failure that the issuer keeps under a key", () => {
  it("leaves a person known to it once", async () => {
    const enrolling = { method: "POST", path: "/account_holders$" };
    simulator().inject({ kind: "down", times: 1, match: enrolling });
    await issue();
    const { id, idempotencyKey, attempts } = await newest("user.enrol");
    expect(attempts).toBe(1);
    simulator().inject({ kind: "error-before", match: { ...enrolling, key: idempotencyKey } });
    await recover(business.accountId);
    const enrolled = await inAccount(business.accountId, (db) =>
      db.lithicOperation.findFirst({ where: { id } }),
    );
    expect(enrolled?.status).toBe("done");
    expect(enrolled?.idempotencyKey).not.toBe(idempotencyKey);
    await expectOneCard(business, holderId, "active");
  });
});
