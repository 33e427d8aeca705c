import { beforeAll, describe, expect, it, vi } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { refreshBalances } from "@/lib/accounts/issuer/sync-balances.ts";
import { readCard } from "@/lib/cards/queries.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, hearIssuer, issuedCard, recover } from "@/lib/testing/test-issuer.ts";
import { type TriedPurchase, tryToPay } from "@/lib/testing/test-payments.ts";
import { wouldPass } from "./would-pass.ts";

let business: TestBusiness;
let profileId: number;
let cardId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 1_500_000n);
  await refreshBalances(new Date());
  vi.useFakeTimers({ toFake: ["Date"] });
  const made = await createSpendingProfile(business.owner, {
    name: "Meals",
    blockedCategories: ["7011", "7995"],
    allowedCountries: ["CAN", "USA"],
    perTransactionLimit: 49_000,
    monthlyLimit: 50_000,
    dailyCount: 5,
  });
  profileId = made.spendingProfileId;
  const userId = business.user.userId as number;
  cardId = await issuedCard(business, { userId, spendingProfileId: profileId });
  await recover(business.accountId);
  vi.useRealTimers();
});

const ask = ({ country = "USA", ...asked }: TriedPurchase) =>
  wouldPass(business.owner, cardId, { ...asked, country, merchant: "ANYWHERE" }, new Date());

async function buy(purchase: TriedPurchase): Promise<boolean> {
  const isApproved = await tryToPay((await cardHere(business, cardId)).token ?? "", purchase);
  await hearIssuer();
  return isApproved;
}

describe("what would pass", () => {
  it.each([
    [{ amount: 4_000, mcc: "5812" }, null],
    [{ amount: 2_000, mcc: "7995" }, "blocked_categories"],
    [{ amount: 2_000, mcc: "5812", country: "DEU" }, "allowed_countries"],
    [{ amount: 49_001, mcc: "5812" }, "per_transaction"],
    [{ amount: 46_001, mcc: "5812" }, "monthly"],
    [{ amount: 46_000, mcc: "5812" }, null],
    [{ amount: 1, mcc: "5812" }, "monthly"],
  ])("is what the issuer decides: %j", async (asked, rule) => {
    const answer = await ask(asked);
    expect(answer).toMatchObject({ passes: rule === null, rule });
    if (rule !== null) expect(answer.profile).toMatchObject({ id: profileId, name: "Meals" });
    expect(await buy(asked)).toBe(answer.passes);
  });

  it("says what is used of each limit, as the issuer counts it, and when it starts again", async () => {
    const { effectiveLimits } = await readCard(business.owner, cardId);
    expect(effectiveLimits).toMatchObject([
      { window: "purchase", limit: 49_000, used: null, left: 49_000, state: "active" },
      { window: "day", unit: "count", limit: 5, used: 2, left: 3 },
      { window: "month", unit: "amount", limit: 50_000, used: 50_000, left: 0, source: "profile" },
    ]);
    for (const { resetsAt } of effectiveLimits.slice(1))
      expect(Date.parse(resetsAt ?? "")).toBeGreaterThan(Date.now());
  });

  it("is nothing on a frozen card, and the card comes before its rules", async () => {
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    await recover(business.accountId);
    expect(await ask({ amount: 1, mcc: "7995" })).toMatchObject({
      passes: false,
      codes: ["CARD_PAUSED"],
      rule: null,
    });
  });

  it("names what is wrong with the question, and no card of another business", async () => {
    await expect(ask({ amount: 0, mcc: "58" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { amount: expect.any(String), mcc: expect.any(String) },
    });
    const stranger = await testBusiness();
    await expect(
      wouldPass(stranger.owner, cardId, { amount: 1, mcc: "5812", country: "USA" }, new Date()),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
