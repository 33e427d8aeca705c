import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { freezeCard } from "@/lib/cards/freeze-card.ts";
import type { TestBusiness } from "@/lib/db/test-database.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { depositAtSimulator } from "./deposit-at-simulator.ts";
import { refreshCards } from "./refresh-cards.ts";
import { refreshLastUses } from "./refresh-last-uses.ts";
import { simulator } from "./simulator-connection.ts";
import { atIssuer, cardHere, enrolledBusiness, issuedCard } from "./test-issuer.ts";
import { pay } from "./test-payments.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const issued = (given: object = {}, of = business) => issuedCard(of, { userId: of.user.userId as number, ...given });
const mirrored = (cardId: number) =>
  inAccount(business.accountId, (db) => db.auditLog.count({ where: { action: "card.mirror", targetId: String(cardId) } }));

describe("cards that are being made", () => {
  it("are seen to be sent, once and with a line in their history", async () => {
    const cardId = await issued({ form: "physical" });
    await refreshCards();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", shippedAt: null });
    expect(await mirrored(cardId)).toBe(0);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect(simulator().shipDue()).toBe(1);
    for (let round = 0; round < 3; round++) await refreshCards();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", shippedAt: expect.any(Date) });
    expect(await mirrored(cardId)).toBe(1);
  });

  it("are seen to be activated or closed elsewhere", async () => {
    for (const [state, status] of [
      ["OPEN", "active"],
      ["CLOSED", "inactive"],
    ]) {
      const cardId = await issued({ form: "physical" });
      const { token } = await cardHere(business, cardId);
      simulator().advance(token ?? "");
      await atIssuer("PATCH", `/v1/cards/${token}`, { state });
      for (let round = 0; round < 5; round++) await refreshCards();
      expect(await cardHere(business, cardId)).toMatchObject({ status });
    }
  });

  it("do not keep those of other businesses waiting, however many there are and whatever fails", async () => {
    for (let card = 0; card < 8; card++) await issued({ form: "physical" });
    const others = await enrolledBusiness();
    const theirs = await issued({ form: "physical" }, others);
    const { token } = await cardHere(others, theirs);
    simulator().advance(token ?? "");
    simulator().inject({ kind: "error-before", times: 15, match: { method: "GET", path: "/cards/" } });
    for (let round = 0; round < 6; round++) await refreshCards();
    expect(await cardHere(others, theirs)).toMatchObject({ shippedAt: expect.any(Date) });
  });
});

describe("when a card was last paid with", () => {
  it("is known from the issuer's transactions, for approved ones only", async () => {
    const [used, declined, unused] = [await issued(), await issued(), await issued()];
    await payWith(used);
    await freezeCard(business.owner, { cardId: declined, reason: "Lost" });
    await expect(payWith(declined)).rejects.toThrow();
    expect(await refreshLastUses()).toBe(1);
    expect((await cardHere(business, used)).lastUsedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    for (const cardId of [declined, unused]) expect((await cardHere(business, cardId)).lastUsedAt.getTime()).toBe(0);
    expect(await refreshLastUses()).toBe(0);
    await payWith(used);
    expect(await refreshLastUses()).toBe(1);
  });

  it("waits for another turn when the issuer does not answer", async () => {
    const cardId = await issued();
    await payWith(cardId);
    simulator().inject({ kind: "down", times: 1, match: { path: "/transactions$" } });
    await expect(refreshLastUses()).rejects.toThrow();
    expect(await refreshLastUses()).toBe(1);
  });
});

async function payWith(cardId: number): Promise<void> {
  await depositAtSimulator(business.accountId, 10_000n);
  await pay((await cardHere(business, cardId)).token ?? "", 100);
}
