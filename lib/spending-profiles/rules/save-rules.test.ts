import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { changeSpendingProfile } from "../change-spending-profile.ts";
import { createProfile, newestRules, profileNow, ruleKindsNow } from "../test-profiles.ts";
import { compileRules } from "./compile-rules.ts";
import { limitFields } from "./profile-rules.ts";
import { rulesFrom } from "./rules-from.ts";
import { anyRules } from "./test-rules.ts";

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
    const id = await createProfile(business, { dailyLimit: 100, draft: true });
    await change(id, { dailyLimit: null, monthlyLimit: 500, allowedCategories: ["5411"] });
    expect(await ruleKindsNow(business, id)).toEqual(["allowed_categories", "monthly"]);
    const row = await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({
        where: { action: "spending-profile.change", targetId: String(id) },
        orderBy: { id: "desc" },
      }),
    );
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

  it("stay the same rows when only the name changes, and are a new version when an amount does", async () => {
    const id = await createProfile(business, { dailyLimit: 100 });
    const before = await newestRules(business, id);
    await change(id, { name: randomUUID() });
    expect(await newestRules(business, id)).toEqual(before);
    await change(id, { dailyLimit: 200 });
    expect(await newestRules(business, id)).toMatchObject([
      { profileVersion: 2, parameters: { limit_amount: 200 } },
    ]);
  });

  it("can be read back from what was compiled of them, whatever they are", () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const saved = compileRules(rules).map(({ kind, rule: { parameters } }) => ({ kind, parameters }));
        expect(rulesFrom(saved as never)).toEqual(rules);
      }),
    );
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
