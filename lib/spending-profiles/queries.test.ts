import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { listSpendingProfiles, readSpendingProfile } from "@/lib/spending-profiles/queries.ts";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let business: TestBusiness;
let unused: number;
beforeEach(async () => {
  business = await testBusiness();
  const input = { name: "Office", blockedCategories: ["7995", "5813"], monthlyLimit: 5_000 };
  unused = (await createSpendingProfile(business.owner, input)).spendingProfileId;
});

const list = async (actor: Actor) =>
  (await listSpendingProfiles(actor, parseListQuery(spendingProfileListRules, {}))).rows;

describe("spending profiles", () => {
  it("are listed by name with their limits, categories and cards, as plain values", async () => {
    const rows = await list(business.owner);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
    expect(rows).toEqual([
      expect.objectContaining({
        id: unused,
        name: "Office",
        blockedCategories: 2,
        allowedCategories: 0,
        cards: 0,
      }),
      expect.objectContaining({
        id: business.spendingProfileId,
        name: "Travel",
        cards: 1,
        cardsIsCapped: false,
      }),
    ]);
    expect(rows[0]?.limits).toEqual({
      perTransactionLimit: null,
      dailyLimit: null,
      weeklyLimit: null,
      monthlyLimit: 5_000,
      yearlyLimit: null,
    });
  });

  it("are shown with how far each rule is in force, and the cards they are on", async () => {
    const office = await readSpendingProfile(business.analyst, unused);
    expect(office).toMatchObject({ currency: "USD", blockedCategories: ["5813", "7995"], cardsOnIt: [] });
    expect(office.rules.map(({ kind }) => kind).sort()).toEqual(["blocked_categories", "monthly"]);
    const travel = await readSpendingProfile(business.owner, business.spendingProfileId);
    expect(travel.cardsOnIt).toEqual([
      { id: business.cardId, lastFour: "4242", memo: "Coffee", status: "active" },
    ]);
  });

  it("are there for a cardholder when they are on an own card", async () => {
    expect((await list(business.user)).map(({ name }) => name)).toEqual(["Travel"]);
    expect(await readSpendingProfile(business.user, business.spendingProfileId)).toMatchObject({ cards: 1 });
    await expectRefused(() => readSpendingProfile(business.user, unused), { code: "NOT_FOUND" });
    const cardless = { ...business.user, userId: business.admin.userId } as Actor;
    expect(await list(cardless)).toEqual([]);
    await expectRefused(() => readSpendingProfile(cardless, business.spendingProfileId), {
      code: "NOT_FOUND",
    });
  });

  it("do not exist for another business", async () => {
    const stranger = await testBusiness();
    await expectRefused(() => readSpendingProfile(stranger.owner, unused), { code: "NOT_FOUND" });
    expect((await list(stranger.owner)).map(({ name }) => name)).toEqual(["Travel"]);
  });
});
