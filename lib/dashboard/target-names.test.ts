import { beforeAll, describe, expect, it } from "vitest";
import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { namesOfTargets } from "./target-names.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

const about = (targetType: string, targetId: number | string): HistoryEntry => ({
  id: `${targetType}${targetId}`,
  at: new Date(0).toISOString(),
  action: "card.freeze",
  actorName: null,
  actorRole: "admin",
  outcome: "done",
  reason: null,
  targetType,
  targetId: String(targetId),
  changes: [],
});

describe("the names of what the dashboard's changes are about", () => {
  it("are those of cards, people and profiles, as far as the reader may know them", async () => {
    const { cardId, spendingProfileId, owner, user, analyst } = business;
    const entries = [
      about("Card", cardId),
      about("User", user.userId ?? 0),
      about("SpendingProfile", spendingProfileId),
    ];
    const card = { [`Card ${cardId}`]: "Coffee •• 4242" };
    const profile = { [`SpendingProfile ${spendingProfileId}`]: "Travel" };
    const person = { [`User ${user.userId}`]: expect.stringMatching(/^user of /) };
    expect(await namesOfTargets(owner, entries)).toEqual({ ...card, ...person, ...profile });
    expect(await namesOfTargets(analyst, entries)).toEqual({ ...card, ...profile });
  });

  it("are of the own business only, and of what has none there is none", async () => {
    expect(
      await namesOfTargets(business.owner, [
        about("Card", stranger.cardId),
        about("Address", 1),
        about("Nothing", "x"),
      ]),
    ).toEqual({});
    expect(await namesOfTargets(business.owner, [])).toEqual({});
  });

  it("are still known of what was deleted", async () => {
    const { owner, spendingProfileId } = stranger;
    await deleteSpendingProfile(owner, { spendingProfileId, cardsLosingIt: 1 });
    expect(await namesOfTargets(owner, [about("SpendingProfile", spendingProfileId)])).toEqual({
      [`SpendingProfile ${spendingProfileId}`]: "Travel",
    });
  });
});
