import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { giveBusiness } from "@/lib/cards/limits/test-limits.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import type { Fault } from "@/lib/lithic/simulator/faults.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { type TestBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import { atIssuer, cardHere, enrolledBusiness, issuedCard, recover } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { accountStateLabel, aimOf } from "../account.ts";
import { readEnrolment } from "../read-enrolment.ts";
import { restoreAccount } from "../restore-account.ts";
import { suspendAccount } from "../suspend-account.ts";

const changingAccount = { method: "PATCH", path: "/accounts/" };

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  operator = await testOperator();
  vi.useFakeTimers({ toFake: ["Date"] });
  business = await enrolledBusiness();
  await giveBusiness(business, 1_000_000);
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(async () => {
  simulator().clearFaults();
  await recover(business.accountId);
  if (aimOf(await accountHere()) === "suspended") await restore();
  await recover(business.accountId);
  vi.useRealTimers();
});

const there = () => actingIn(operator, business.accountId);
const suspend = () => suspendAccount(there(), { reason: "Unpaid" });
const restore = () => restoreAccount(there(), { reason: "Paid" });

const refusal = async () => (await readEnrolment(operator, business.accountId)).stateRefusal;

async function accountHere() {
  const account = await inAccount(business.accountId, (db) => db.account.findFirst({}));
  return account ?? expect.fail("There is no account");
}

async function businessToken(): Promise<string> {
  return openField("Account", await accountHere(), "lithicAccountToken") ?? "";
}

// The account of a card's holder.
const holderAccount = async (cardId: number) =>
  String((await atIssuer("GET", `/v1/cards/${await tokenOf(cardId)}`)).account_token);
const stateOf = async (accountToken: string) => (await atIssuer("GET", `/v1/accounts/${accountToken}`)).state;
const tokenOf = async (cardId: number) => (await cardHere(business, cardId)).token ?? "";
const payWith = async (cardId: number) => pay(await tokenOf(cardId), 100);
const newCard = async () => issuedCard(business, { userId: await newHolder(business) });

describe("suspending a business", () => {
  it("stops every card at the issuer, and restoring brings each back as it was (F17)", async () => {
    const cards = [];
    for (let person = 0; person < 6; person++) cards.push(await newCard());
    const [active = 0, frozen = 0] = cards;
    await freezeCard(business.owner, { cardId: frozen, reason: "Lost" });
    await payWith(active);

    await suspend();
    await recover(business.accountId);
    expect(accountStateLabel(await accountHere())).toBe("Suspended");
    expect(await stateOf(await businessToken())).toBe("PAUSED");
    for (const cardId of cards) {
      expect(await stateOf(await holderAccount(cardId))).toBe("PAUSED");
      await expect(payWith(cardId)).rejects.toThrow(cardId === frozen ? "CARD_PAUSED" : "ACCOUNT_PAUSED");
    }

    await restore();
    await recover(business.accountId);
    expect(await accountHere()).toMatchObject({
      status: "active",
      desiredStatus: null,
      suspendedReason: null,
    });
    for (const cardId of cards.filter((one) => one !== frozen)) await payWith(cardId);
    await expect(payWith(frozen)).rejects.toThrow("CARD_PAUSED");
    expect(await cardHere(business, frozen)).toMatchObject({ status: "frozen", frozenReason: "Lost" });
  });

  it("says so only once the issuer has confirmed it (F17)", async () => {
    const cardId = await newCard();
    simulator().inject({ kind: "down", match: changingAccount });
    await suspend();
    expect(accountStateLabel(await accountHere())).toBe("Suspending …");
    await payWith(cardId);
    simulator().clearFaults();
    await recover(business.accountId);
    expect(accountStateLabel(await accountHere())).toBe("Suspended");

    simulator().inject({ kind: "down", match: changingAccount });
    await restore();
    const account = await accountHere();
    expect(accountStateLabel(account)).toBe("Restoring …");
    expect(account).toMatchObject({ status: "suspended", suspendedReason: "Unpaid" });
    await expectRefused(restore, { code: "RULE_BROKEN", message: expect.stringContaining("being restored") });
  });

  it("leaves alone what the issuer has paused or closed for reasons of its own (F17)", async () => {
    const [paused, closed] = [await newCard(), await newCard()];
    await atIssuer("PATCH", `/v1/accounts/${await holderAccount(paused)}`, {
      state: "PAUSED",
      comment: "Fraud team",
    });
    await atIssuer("PATCH", `/v1/accounts/${await holderAccount(closed)}`, { state: "CLOSED" });
    await suspend();
    await recover(business.accountId);
    expect(accountStateLabel(await accountHere())).toBe("Suspended");
    await restore();
    await recover(business.accountId);
    expect(accountStateLabel(await accountHere())).toBe("Active");
    expect(await stateOf(await holderAccount(paused))).toBe("PAUSED");
    expect(await stateOf(await holderAccount(closed))).toBe("CLOSED");
  });

  it("makes a card wait that the issuer has not created yet (F17)", async () => {
    const userId = await newHolder(business);
    const order = { userId, cardType: "debit", form: "virtual", memo: "Lunch" } as const;
    const { cardId } = await issueCard(business.owner, order, { leaveToWorker: true });
    await suspend();
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", issuerMessage: null });
    await restore();
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active" });
    await payWith(cardId);
  });

  it("tells what the issuer refused, and can be asked for again (F17)", async () => {
    const cardId = await newCard();
    simulator().inject({ kind: "refused", match: changingAccount });
    await suspend();
    await attemptAllDue();
    expect(accountStateLabel(await accountHere())).toBe("Suspending …");
    expect(await refusal()).toBe("The request was refused");
    simulator().clearFaults();
    await suspend();
    await recover(business.accountId);
    expect(await refusal()).toBeNull();
    await expect(payWith(cardId)).rejects.toThrow("ACCOUNT_PAUSED");
  });

  const kinds = ["down", "error-before", "error-after", "reset-after", "rate-limited", "truncated"] as const;
  it("ends at the issuer as it was last desired, whatever happens on the way (F17)", async () => {
    const cardId = await newCard();
    const step = fc.record({
      fault: fc.option(fc.record({ kind: fc.constantFrom(...kinds), times: fc.integer({ min: 1, max: 4 }) })),
      isTriedBetween: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const { fault, isTriedBetween } of steps) {
          if (fault) simulator().inject({ ...fault, match: { path: "/accounts/" } } satisfies Fault);
          await (aimOf(await accountHere()) === "suspended" ? restore() : suspend());
          if (isTriedBetween) await recover(business.accountId);
        }
        await recover(business.accountId);
        simulator().clearFaults();
        const { status, desiredStatus } = await accountHere();
        expect(desiredStatus).toBeNull();
        const expected = status === "suspended" ? "PAUSED" : "ACTIVE";
        expect(await stateOf(await businessToken())).toBe(expected);
        expect(await stateOf(await holderAccount(cardId))).toBe(expected);
      }),
      { numRuns: 8 },
    );
  });
});
