import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeSpendingProfile } from "./change-spending-profile.ts";
import { createSpendingProfile } from "./create-spending-profile.ts";
import { deleteSpendingProfile } from "./delete-spending-profile.ts";
import { restoreSpendingProfile } from "./restore-spending-profile.ts";
import { createProfile } from "./test-profiles.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  stranger = await testBusiness();
});
beforeEach(async () => {
  business = await testBusiness();
});

describe("spending-profile.create", () => {
  it("refuses a name in use, and lets another business have it", async () => {
    await expectRefused(() => createProfile(business, { name: "Travel" }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    const name = randomUUID();
    await createProfile(business, { name });
    await createSpendingProfile(stranger.owner, { name });
  });

  it("keeps one of twenty with the same name at one moment", async () => {
    const name = randomUUID();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => createProfile(business, { name })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "DUPLICATE" });
  });

  it.each(["user", "analyst"] as const)("is not for the %s, nor are the other verbs", async (role) => {
    const { spendingProfileId } = business;
    await expectRefused(() => createSpendingProfile(business[role], { name: "Mine" }), { code: "FORBIDDEN" });
    await expectRefused(() => changeSpendingProfile(business[role], { spendingProfileId, name: "Mine" }), {
      code: "FORBIDDEN",
    });
    await expectRefused(
      () => deleteSpendingProfile(business[role], { spendingProfileId, cardsLosingIt: 1 }),
      { code: "FORBIDDEN" },
    );
    await expectRefused(() => restoreSpendingProfile(business[role], { spendingProfileId }), {
      code: "FORBIDDEN",
    });
  });
});
