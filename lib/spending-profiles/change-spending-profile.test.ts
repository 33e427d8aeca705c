import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeSpendingProfile } from "./change-spending-profile.ts";
import { createProfile, profileNow } from "./test-profiles.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  stranger = await testBusiness();
});
beforeEach(async () => {
  business = await testBusiness();
});

const change = (spendingProfileId: number, given: object) =>
  changeSpendingProfile(business.owner, { spendingProfileId, ...given });

describe("spending-profile.change", () => {
  it("checks what is given together with what is there", async () => {
    const id = await createProfile(business, { dailyLimit: 100, weeklyLimit: 200, yearlyLimit: 300 });
    await expectRefused(() => change(id, { dailyLimit: 201 }), {
      code: "INVALID_INPUT",
      fields: { weeklyLimit: "The limit per week cannot be below the limit per day." },
      message: "The limit per week cannot be below the limit per day. Nothing was changed.",
    });
    await expectRefused(() => change(id, { monthlyLimit: 301 }), {
      code: "INVALID_INPUT",
      fields: { yearlyLimit: expect.any(String) },
    });
    await change(id, { dailyLimit: 250, weeklyLimit: null });
    expect(await profileNow(business, id)).toMatchObject({
      dailyLimit: 250n,
      weeklyLimit: null,
      yearlyLimit: 300n,
    });
  });

  it("never leaves limits that contradict each other, whatever two people change at one moment", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await createProfile(business, { dailyLimit: 100, weeklyLimit: 200 });
      const results = await Promise.allSettled([
        change(id, { dailyLimit: 180 }),
        change(id, { weeklyLimit: 150 }),
      ]);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "INVALID_INPUT" });
    }
  });

  it("leaves alone what is not given, and writes nothing when nothing differs", async () => {
    const id = await createProfile(business, {
      draft: true,
      description: "For trips",
      dailyLimit: 100,
      blockedCategories: ["7995"],
    });
    await change(id, { name: "Trips" });
    expect(await profileNow(business, id)).toMatchObject({
      name: "Trips",
      description: "For trips",
      dailyLimit: 100n,
      blockedCategories: ["7995"],
      version: 1,
    });
    const before = await lastAuditRow(business.accountId);
    await change(id, {
      name: " Trips ",
      description: "For trips",
      dailyLimit: 100,
      weeklyLimit: null,
      blockedCategories: ["7995", "7995"],
    });
    await change(id, {});
    expect(await lastAuditRow(business.accountId)).toEqual(before);
    expect(await profileNow(business, id)).toMatchObject({ version: 1 });
  });

  it("refuses a name that is taken, a stale version and a profile of another business", async () => {
    const id = await createProfile(business, { name: "Mine" });
    await expectRefused(() => change(id, { name: "Travel" }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    await change(id, { name: "Still mine" });
    await expectRefused(() => change(id, { name: "Late", version: 0 }), { code: "STALE" });
    await expectRefused(() => change(stranger.spendingProfileId, { name: "Theirs" }), { code: "NOT_FOUND" });
  });

  it("does not let a limit of zero in through the back door", async () => {
    const id = await createProfile(business, { dailyLimit: 100 });
    for (const given of [{ dailyLimit: 0 }, { dailyLimit: 0n }, { dailyLimit: "" }, { dailyLimit: -0 }])
      await expectRefused(() => change(id, given), {
        code: "INVALID_INPUT",
        fields: { dailyLimit: expect.any(String) },
      });
  });
});
