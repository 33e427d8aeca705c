import { beforeEach, describe, expect, it } from "vitest";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import { readDeletedProfile } from "@/lib/spending-profiles/deleted-profile.ts";
import { spendingProfileHistory } from "@/lib/spending-profiles/profile-history.ts";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const deleteIt = () =>
  deleteSpendingProfile(business.owner, { spendingProfileId: business.spendingProfileId, cardsLosingIt: 1 });

describe("readDeletedProfile", () => {
  it("names a deleted profile, and counts the cards that lost it", async () => {
    const { spendingProfileId: id } = business;
    expect(await readDeletedProfile(business.owner, id)).toBeNull();
    await deleteIt();
    expect(await readDeletedProfile(business.owner, id)).toEqual({ id, name: "Travel", cards: 1 });
    await restoreSpendingProfile(business.owner, { spendingProfileId: id });
    expect(await readDeletedProfile(business.owner, id)).toBeNull();
  });

  it("tells nothing to another business, nor to those who cannot bring it back", async () => {
    const stranger = await testBusiness();
    await deleteIt();
    expect(await readDeletedProfile(stranger.owner, business.spendingProfileId)).toBeNull();
    for (const actor of [business.user, business.analyst])
      await expect(readDeletedProfile(actor, business.spendingProfileId)).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
  });
});

describe("spendingProfileHistory", () => {
  const query = parseListQuery(historyRules, {});

  it("has what was changed, for all who see the profile", async () => {
    await changeSpendingProfile(business.owner, {
      spendingProfileId: business.spendingProfileId,
      dailyLimit: 20_000n,
    });
    for (const actor of [business.owner, business.user, business.analyst]) {
      const { rows } = await spendingProfileHistory(actor, business.spendingProfileId, query);
      expect(rows[0]).toMatchObject({ action: "spending-profile.change" });
      expect(rows[0]?.changes).toContainEqual({ field: "dailyLimit", before: "10000", after: "20000" });
    }
  });

  it("is not there for another business", async () => {
    const stranger = await testBusiness();
    const read = () => spendingProfileHistory(stranger.owner, business.spendingProfileId, query);
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
