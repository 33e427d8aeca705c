import { beforeAll, describe, expect, it } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, hearIssuer, issuedCard } from "@/lib/testing/test-issuer.ts";
import { expectRecorded, transactionsHere } from "@/lib/transactions/test-recorded.ts";
import { makePurchases } from "./make-purchases.ts";
import { mirrorPurchases, transactionsOf } from "./mirror-purchases.ts";
import { openPastIssuer, type SeededCard } from "./past-issuer.ts";
import { planPurchases } from "./plan-purchases.ts";

const now = new Date();
const day = 24 * 3_600_000;

describe("the plan of the demo's purchases", () => {
  const plan = planPurchases(1, now);

  it("is the same for the same seed, and another for another", () => {
    expect(planPurchases(1, now)).toEqual(plan);
    expect(planPurchases(2, now)).not.toEqual(plan);
  });

  it("has about 2,000 purchases of the last 90 days, in order, and nothing that is still to come", () => {
    expect(plan.length).toBeGreaterThan(1_800);
    expect(plan.length).toBeLessThan(2_300);
    const times = plan.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(now.getTime() - 92 * day);
    for (const { at, steps } of plan)
      for (const time of [at, ...steps.map((step) => step.at)]) expect(time < now).toBe(true);
  });

  it("has purchases that end in every way, at home and abroad", () => {
    const kinds = new Set(plan.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(["clear", "expire", "hold", "refund", "void"]);
    expect(plan.some(({ steps }) => steps.filter(({ kind }) => kind === "clear").length > 1)).toBe(true);
    expect(new Set(plan.map(({ merchant }) => merchant.currency))).toEqual(
      new Set([undefined, "EUR", "GBP"]),
    );
  });
});

describe("the purchases of the demo", () => {
  let business: TestBusiness;
  let cards: SeededCard[];
  beforeAll(async () => {
    business = await enrolledBusiness();
    await depositAtSimulator(business.accountId, 10_000_000n);
    cards = [];
    for (const memo of ["Team lunch", "Office supplies", "Fuel, old card"]) {
      const id = await issuedCard(business, { userId: business.user.userId as number, memo });
      const token = (await cardHere(business, id)).token ?? "";
      cards.push({ id, accountId: business.accountId, memo, token });
    }
  });

  const recorded = () => Promise.all(cards.map(({ id }) => transactionsHere(business, id)));

  it("are made at the issuer at their own times, and recorded as their webhooks would", async () => {
    const sample = planPurchases(1, now).filter(({ card }) => cards.some(({ memo }) => memo === card));
    const issuer = openPastIssuer();
    await makePurchases(issuer, sample.slice(-150), cards);
    await mirrorPurchases(issuer, cards);
    const made = await transactionsOf(issuer, cards);
    issuer.close();
    expect(made.length).toBeGreaterThanOrEqual(150);
    expect(made[0]?.created).toBe(sample.at(-150)?.at.toISOString());
    const before = await recorded();
    for (const { id } of cards) await expectRecorded(business, id);
    await hearIssuer();
    expect(await recorded()).toEqual(before);
  });
});
