import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { changeSpendingProfile } from "./change-spending-profile.ts";
import { limitFields } from "./spending-profile.ts";
import { createProfile, profileNow, ruleKindsNow } from "./test-profiles.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const change = (spendingProfileId: number, given: object) =>
  changeSpendingProfile(business.owner, { spendingProfileId, ...given });

describe("the rules of a profile", () => {
  it("are one for each thing it limits; an empty list is none", async () => {
    expect(await ruleKindsNow(business, await createProfile(business))).toEqual([]);
    expect(
      await ruleKindsNow(
        business,
        await createProfile(business, { allowedCategories: [], blockedCategories: [] }),
      ),
    ).toEqual([]);
    const everything = {
      allowedCategories: ["5411"],
      blockedCategories: ["7995"],
      perTransactionLimit: 1,
      dailyLimit: 2,
      weeklyLimit: 3,
      monthlyLimit: 4,
      yearlyLimit: 5,
    };
    const all = [
      "allowed_categories",
      "blocked_categories",
      "daily",
      "monthly",
      "per_transaction",
      "weekly",
      "yearly",
    ];
    expect(await ruleKindsNow(business, await createProfile(business, everything))).toEqual(all);
  });

  it("follow what is changed, each in the profile's history", async () => {
    const id = await createProfile(business, { dailyLimit: 100 });
    await change(id, { dailyLimit: null, monthlyLimit: 500, allowedCategories: ["5411"] });
    expect(await ruleKindsNow(business, id)).toEqual(["allowed_categories", "monthly"]);
    const row = await lastAuditRow(business.accountId);
    expect(row).toMatchObject({
      action: "spending-profile.change",
      targetType: "SpendingProfile",
      targetId: String(id),
    });
    expect(JSON.parse(row?.changes ?? "")).toMatchObject({
      dailyLimit: ["100", null],
      monthlyLimit: [null, "500"],
      allowedCategories: [[], ["5411"]],
    });
    await change(id, { allowedCategories: [] });
    expect(await ruleKindsNow(business, id)).toEqual(["monthly"]);
    await change(id, { dailyLimit: 100, monthlyLimit: null });
    expect(await ruleKindsNow(business, id)).toEqual(["daily"]);
  });

  it("stay the same rows when only an amount changes", async () => {
    const id = await createProfile(business, { dailyLimit: 100 });
    const rows = () =>
      inAccount(business.accountId, (db) =>
        db.spendingProfileRule.findMany({ where: { spendingProfileId: id } }),
      );
    const before = await rows();
    await change(id, { dailyLimit: 200, name: randomUUID() });
    expect(await rows()).toEqual(before);
  });

  it("always match the limits, whatever is changed at one moment", async () => {
    const id = await createProfile(business);
    const changes = limitFields.flatMap((field) => [{ [field]: 100 }, { [field]: null }, { [field]: 100 }]);
    for (const result of await Promise.allSettled(changes.map((given) => change(id, given))))
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "BUSY" });
    const profile = await profileNow(business, id);
    const kinds = {
      perTransactionLimit: "per_transaction",
      dailyLimit: "daily",
      weeklyLimit: "weekly",
      monthlyLimit: "monthly",
      yearlyLimit: "yearly",
    };
    expect(await ruleKindsNow(business, id)).toEqual(
      limitFields
        .filter((field) => profile?.[field] != null)
        .map((field) => kinds[field])
        .sort(),
    );
  });
});
