import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeSpendingProfile } from "./change-spending-profile.ts";
import { deleteSpendingProfile } from "./delete-spending-profile.ts";
import { restoreSpendingProfile } from "./restore-spending-profile.ts";
import { createProfile, profileNow, ruleKindsNow } from "./test-profiles.ts";

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
const cardNow = (id = business.cardId) =>
  inAccount(business.accountId, (db) => db.card.findFirst({ where: { id } }));

const putOnCard = command({
  name: "card.change-memo",
  input: z.strictObject({ cardId: z.int(), spendingProfileId: z.int().nullable() }),
  async run({ db, input: { cardId, spendingProfileId } }) {
    await db.update("Card", await db.findForUpdate("Card", cardId), { spendingProfileId });
    return {};
  },
});
const put = (spendingProfileId: number | null, cardId = business.cardId) =>
  putOnCard(business.owner, { cardId, spendingProfileId });

const addCards = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), spendingProfileId: z.int(), count: z.int() }),
  async run({ db, input: { userId, spendingProfileId, count } }) {
    for (let made = 0; made < count; made++)
      await db.insert("Card", { userId, spendingProfileId, cardType: "debit", form: "virtual" });
    return {};
  },
});
const closeCard = command({
  name: "demo.seed",
  input: z.strictObject({ cardId: z.int() }),
  async run({ db, now, input: { cardId } }) {
    await db.update("Card", await db.findForUpdate("Card", cardId), {
      status: "inactive",
      closedAt: now,
      closedReason: "Lost",
    });
    return {};
  },
});

describe("spending-profile.delete and spending-profile.restore", () => {
  const remove = (spendingProfileId: number, cardsLosingIt = 0) =>
    deleteSpendingProfile(business.owner, { spendingProfileId, cardsLosingIt });
  const restore = (spendingProfileId: number) =>
    restoreSpendingProfile(business.owner, { spendingProfileId });

  it("need the number of cards that lose it", async () => {
    const id = business.spendingProfileId;
    for (const number of [0, 2])
      await expectRefused(() => remove(id, number), {
        code: "RULE_BROKEN",
        message: expect.stringContaining("1 card follows Travel"),
      });
    for (const number of [-1, 1.5, "1"])
      await expectRefused(() => remove(id, number as number), { code: "INVALID_INPUT" });
    expect(await remove(id, 1)).toEqual({ spendingProfileId: id, cardsThatLostIt: 1 });
  });

  it("take the profile off its cards, with its rules, and put all of it back", async () => {
    const id = await createProfile(business, { dailyLimit: 100, blockedCategories: ["7995"], draft: true });
    await put(id);
    await remove(id, 1);
    expect(await profileNow(business, id)).toBeNull();
    expect(await ruleKindsNow(business, id)).toEqual([]);
    expect(await cardNow()).toMatchObject({ spendingProfileId: null });
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 1 });
    expect(await profileNow(business, id)).toMatchObject({
      dailyLimit: 100n,
      blockedCategories: ["7995"],
      deletedAt: null,
      deletionId: null,
    });
    expect(await ruleKindsNow(business, id)).toEqual(["blocked_categories", "daily"]);
    expect(await cardNow()).toMatchObject({ spendingProfileId: id, lostSpendingProfileId: null });
  });

  it("do not bring back rules that were gone before", async () => {
    const id = await createProfile(business, { dailyLimit: 100, weeklyLimit: 200 });
    await change(id, { dailyLimit: null });
    await remove(id);
    await restore(id);
    expect(await ruleKindsNow(business, id)).toEqual(["weekly"]);
  });

  it("give it back to all that lost it, but for cards that got another or were closed since", async () => {
    const id = await createProfile(business);
    await put(id);
    await addCards(business.system, {
      userId: business.user.userId as number,
      spendingProfileId: id,
      count: 2,
    });
    const [first, second, third] = await inAccount(business.accountId, (db) =>
      db.card.findMany({ where: { spendingProfileId: id }, orderBy: { id: "asc" } }),
    );
    const other = await createProfile(business);
    await remove(id, 3);
    await put(other, second?.id);
    await closeCard(business.system, { cardId: third?.id as number });
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 1 });
    expect(await cardNow(first?.id)).toMatchObject({ spendingProfileId: id });
    expect(await cardNow(second?.id)).toMatchObject({ spendingProfileId: other });
    expect(await cardNow(third?.id)).toMatchObject({ spendingProfileId: null, status: "inactive" });
  });

  it("do not give a card in a second round what it lost in the first and has given up since", async () => {
    const id = await createProfile(business);
    await put(id);
    await remove(id, 1);
    await put(await createProfile(business));
    await restore(id);
    await put(null);
    await remove(id);
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 0 });
    expect(await cardNow()).toMatchObject({ spendingProfileId: null });
  });

  it("give a card that lost two profiles the later one", async () => {
    const [first, second] = [await createProfile(business), await createProfile(business)];
    await put(first);
    await remove(first, 1);
    await put(second);
    await remove(second, 1);
    expect(await restore(first)).toMatchObject({ cardsThatGotItBack: 0 });
    expect(await restore(second)).toMatchObject({ cardsThatGotItBack: 1 });
    expect(await cardNow()).toMatchObject({ spendingProfileId: second });
  });

  it("free the name, and do not bring a profile back under a name taken meanwhile", async () => {
    const id = await createProfile(business, { name: "Fuel", dailyLimit: 100 });
    await put(id);
    await remove(id, 1);
    const successor = await createProfile(business, { name: "Fuel" });
    await expectRefused(() => restore(id), { code: "DUPLICATE", fields: { name: expect.any(String) } });
    await change(successor, { name: "Diesel" });
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 1 });
  });

  it("act once when asked ten times at one moment", async () => {
    const id = await createProfile(business, { dailyLimit: 100 });
    for (const verb of [remove, restore]) {
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => verb(id)));
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await ruleKindsNow(business, id)).toEqual(["daily"]);
  });

  it("find nothing of another business, nor what is alive or gone already", async () => {
    await expectRefused(() => remove(stranger.spendingProfileId, 1), { code: "NOT_FOUND" });
    await expectRefused(() => restore(business.spendingProfileId), { code: "NOT_FOUND" });
    const id = await createProfile(business);
    await remove(id);
    await expectRefused(() => remove(id), { code: "NOT_FOUND" });
    await expectRefused(() => restoreSpendingProfile(stranger.owner, { spendingProfileId: id }), {
      code: "NOT_FOUND",
    });
    await expectRefused(() => change(id, { name: "Ghost" }), { code: "NOT_FOUND" });
  });

  it("do not take a profile off more than five hundred cards in one step", async () => {
    const id = await createProfile(business, { name: "Everyone" });
    await addCards(business.system, {
      userId: business.user.userId as number,
      spendingProfileId: id,
      count: 501,
    });
    await expectRefused(() => remove(id, 501), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("More than 500 cards follow Everyone"),
    });
  });

  it("note each card in its own history", async () => {
    await deleteSpendingProfile(business.owner, {
      spendingProfileId: business.spendingProfileId,
      cardsLosingIt: 1,
      reason: "Out of date",
    });
    const rows = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "spending-profile.delete" } }),
    );
    expect(rows.map((row) => [row.targetType, row.targetId, row.reason])).toEqual(
      expect.arrayContaining([
        ["Card", String(business.cardId), "Out of date"],
        ["SpendingProfile", String(business.spendingProfileId), "Out of date"],
      ]),
    );
  });
});
