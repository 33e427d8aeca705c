import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile.ts";
import { checkRules, limitFields, type ProfileRules } from "@/lib/spending-profiles/spending-profile.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  stranger = await testBusiness();
});
beforeEach(async () => {
  business = await testBusiness();
});

type Input = Parameters<typeof createSpendingProfile>[1];

const create = async (input: Partial<Input> = {}) =>
  (await createSpendingProfile(business.owner, { name: randomUUID(), ...input })).spendingProfileId;
const change = (spendingProfileId: number, given: object) =>
  changeSpendingProfile(business.owner, { spendingProfileId, ...given });
const profileNow = (id: number) =>
  inAccount(business.accountId, (db) => db.spendingProfile.findFirst({ where: { id } }));
const rulesNow = async (spendingProfileId: number) => {
  const rules = await inAccount(business.accountId, (db) =>
    db.spendingProfileRule.findMany({ where: { spendingProfileId }, orderBy: { id: "asc" } }),
  );
  return rules.map((rule) => rule.kind).sort();
};
const cardNow = (id = business.cardId) =>
  inAccount(business.accountId, (db) => db.card.findFirst({ where: { id } }));
const lastAuditRow = () =>
  inAccount(business.accountId, (db) => db.auditLog.findFirst({ orderBy: { seq: "desc" } }));

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

describe("the limits of a profile", () => {
  const limit = fc.option(fc.bigInt({ min: 1n, max: 5n }));
  const limits = fc.record({
    perTransactionLimit: limit,
    dailyLimit: limit,
    weeklyLimit: limit,
    monthlyLimit: limit,
    yearlyLimit: limit,
  });
  const codes = fc.subarray(["0742", "5411", "5812", "7995"]);

  it("rise from window to window and its categories are on one list, or the fields at fault are named", () => {
    fc.assert(
      fc.property(limits, codes, codes, (given, allowedCategories, blockedCategories) => {
        const rules: ProfileRules = { ...given, allowedCategories, blockedCategories };
        const values = limitFields.map((field) => given[field]);
        const wrong = limitFields.filter((_, longer) =>
          values.some(
            (value, shorter) => shorter < longer && value !== null && value > (values[longer] ?? 99n),
          ),
        );
        const both = allowedCategories.some((code) => blockedCategories.includes(code));
        const expected = [...wrong, ...(both ? ["blockedCategories"] : [])].sort();
        try {
          checkRules(rules);
          expect(expected).toEqual([]);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe("INVALID_INPUT");
          expect(Object.keys(error.fields).sort()).toEqual(expected);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  const pairs = limitFields.flatMap((shorter, index) =>
    limitFields.slice(index + 1).map((longer) => [shorter, longer] as const),
  );

  it.each(pairs)(
    "are refused by name when %s is above %s, and taken when they are equal",
    async (shorter, longer) => {
      await expectRefused(() => create({ [shorter]: 101, [longer]: 100 }), {
        code: "INVALID_INPUT",
        fields: { [longer]: expect.stringContaining("cannot be below") },
      });
      const id = await create({ [shorter]: 100, [longer]: 100 });
      expect(await profileNow(id)).toMatchObject({ [shorter]: 100n, [longer]: 100n });
      await expectRefused(() => change(id, { [shorter]: 101 }), {
        code: "INVALID_INPUT",
        fields: { [longer]: expect.any(String) },
      });
      await expectRefused(() => change(id, { [longer]: 99 }), {
        code: "INVALID_INPUT",
        fields: { [longer]: expect.any(String) },
      });
    },
  );

  it.each(limitFields)("take for %s what is above zero and fits, and nothing else", async (field) => {
    for (const value of [1, 2_147_483_647])
      expect(await profileNow(await create({ [field]: value }))).toMatchObject({ [field]: BigInt(value) });
    for (const value of [0, -1, 1.5, 2 ** 31, "100", Number.NaN, true])
      await expectRefused(() => create({ [field]: value }), {
        code: "INVALID_INPUT",
        fields: { [field]: expect.stringMatching(/^Enter /) },
      });
  });
});

describe("the categories of a profile", () => {
  it("are kept sorted and once each", async () => {
    const id = await create({ allowedCategories: ["7011", "5411", "7011"], blockedCategories: ["0742"] });
    expect(await profileNow(id)).toMatchObject({
      allowedCategories: ["5411", "7011"],
      blockedCategories: ["0742"],
    });
  });

  it.each([["54111"], ["541"], [""], ["54a1"], ["٥٤١١"], [" 5411"], ["5411\n"], ["-541"]])(
    "are codes of four digits: %j is refused",
    async (code) => {
      for (const field of ["allowedCategories", "blockedCategories"])
        await expectRefused(() => create({ [field]: ["5411", code] }), {
          code: "INVALID_INPUT",
          fields: { [`${field}.1`]: expect.stringContaining("four digits") },
        });
    },
  );

  it.each([[5411], [null], [["5411"]], [{}]])("are texts: %j is refused", async (code) => {
    await expectRefused(() => create({ allowedCategories: [code as never] }), {
      code: "INVALID_INPUT",
      fields: { "allowedCategories.0": "Choose categories from the list." },
    });
  });

  it("are a list of at most a thousand", async () => {
    const many = Array.from({ length: 1_001 }, (_, number) => String(number).padStart(4, "0"));
    expect(await create({ blockedCategories: many.slice(1) })).toEqual(expect.any(Number));
    await expectRefused(() => create({ blockedCategories: many }), {
      code: "INVALID_INPUT",
      fields: { blockedCategories: "Choose up to 1,000 categories." },
    });
    await expectRefused(() => create({ blockedCategories: "5411" as never }), { code: "INVALID_INPUT" });
  });

  it("are allowed or blocked, never both", async () => {
    const fields = { blockedCategories: expect.stringContaining("5411") };
    await expectRefused(() => create({ allowedCategories: ["5411"], blockedCategories: ["7995", "5411"] }), {
      code: "INVALID_INPUT",
      fields,
    });
    const id = await create({ allowedCategories: ["5411"] });
    await expectRefused(() => change(id, { blockedCategories: ["5411"] }), { code: "INVALID_INPUT", fields });
    await change(id, { allowedCategories: [], blockedCategories: ["5411"] });
    expect(await profileNow(id)).toMatchObject({ allowedCategories: [], blockedCategories: ["5411"] });
  });
});

describe("the rules of a profile", () => {
  it("are one for each thing it limits; an empty list is none", async () => {
    expect(await rulesNow(await create())).toEqual([]);
    expect(await rulesNow(await create({ allowedCategories: [], blockedCategories: [] }))).toEqual([]);
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
    expect(await rulesNow(await create(everything))).toEqual(all);
  });

  it("follow what is changed, each in the profile's history", async () => {
    const id = await create({ dailyLimit: 100 });
    await change(id, { dailyLimit: null, monthlyLimit: 500, allowedCategories: ["5411"] });
    expect(await rulesNow(id)).toEqual(["allowed_categories", "monthly"]);
    const row = await lastAuditRow();
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
    expect(await rulesNow(id)).toEqual(["monthly"]);
    await change(id, { dailyLimit: 100, monthlyLimit: null });
    expect(await rulesNow(id)).toEqual(["daily"]);
  });

  it("stay the same rows when only an amount changes", async () => {
    const id = await create({ dailyLimit: 100 });
    const rows = () =>
      inAccount(business.accountId, (db) =>
        db.spendingProfileRule.findMany({ where: { spendingProfileId: id } }),
      );
    const before = await rows();
    await change(id, { dailyLimit: 200, name: randomUUID() });
    expect(await rows()).toEqual(before);
  });

  it("always match the limits, whatever is changed at one moment", async () => {
    const id = await create();
    const changes = limitFields.flatMap((field) => [{ [field]: 100 }, { [field]: null }, { [field]: 100 }]);
    for (const result of await Promise.allSettled(changes.map((given) => change(id, given))))
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "BUSY" });
    const profile = await profileNow(id);
    const kinds = {
      perTransactionLimit: "per_transaction",
      dailyLimit: "daily",
      weeklyLimit: "weekly",
      monthlyLimit: "monthly",
      yearlyLimit: "yearly",
    };
    expect(await rulesNow(id)).toEqual(
      limitFields
        .filter((field) => profile?.[field] != null)
        .map((field) => kinds[field])
        .sort(),
    );
  });
});

describe("spending-profile.change", () => {
  it("checks what is given together with what is there", async () => {
    const id = await create({ dailyLimit: 100, weeklyLimit: 200, yearlyLimit: 300 });
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
    expect(await profileNow(id)).toMatchObject({ dailyLimit: 250n, weeklyLimit: null, yearlyLimit: 300n });
  });

  it("never leaves limits that contradict each other, whatever two people change at one moment", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await create({ dailyLimit: 100, weeklyLimit: 200 });
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
    const id = await create({ description: "For trips", dailyLimit: 100, blockedCategories: ["7995"] });
    await change(id, { name: "Trips" });
    expect(await profileNow(id)).toMatchObject({
      name: "Trips",
      description: "For trips",
      dailyLimit: 100n,
      blockedCategories: ["7995"],
      version: 1,
    });
    const before = await lastAuditRow();
    await change(id, {
      name: " Trips ",
      description: "For trips",
      dailyLimit: 100,
      weeklyLimit: null,
      blockedCategories: ["7995", "7995"],
    });
    await change(id, {});
    expect(await lastAuditRow()).toEqual(before);
    expect(await profileNow(id)).toMatchObject({ version: 1 });
  });

  it("refuses a name that is taken, a stale version and a profile of another business", async () => {
    const id = await create({ name: "Mine" });
    await expectRefused(() => change(id, { name: "Travel" }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    await change(id, { name: "Still mine" });
    await expectRefused(() => change(id, { name: "Late", version: 0 }), { code: "STALE" });
    await expectRefused(() => change(stranger.spendingProfileId, { name: "Theirs" }), { code: "NOT_FOUND" });
  });

  it("does not let a limit of zero in through the back door", async () => {
    const id = await create({ dailyLimit: 100 });
    for (const given of [{ dailyLimit: 0 }, { dailyLimit: 0n }, { dailyLimit: "" }, { dailyLimit: -0 }])
      await expectRefused(() => change(id, given), {
        code: "INVALID_INPUT",
        fields: { dailyLimit: expect.any(String) },
      });
  });
});

describe("spending-profile.create", () => {
  it("refuses a name in use, and lets another business have it", async () => {
    await expectRefused(() => create({ name: "Travel" }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    const name = randomUUID();
    await create({ name });
    await createSpendingProfile(stranger.owner, { name });
  });

  it("keeps one of twenty with the same name at one moment", async () => {
    const name = randomUUID();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => create({ name })));
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
    const id = await create({ dailyLimit: 100, blockedCategories: ["7995"] });
    await put(id);
    await remove(id, 1);
    expect(await profileNow(id)).toBeNull();
    expect(await rulesNow(id)).toEqual([]);
    expect(await cardNow()).toMatchObject({ spendingProfileId: null });
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 1 });
    expect(await profileNow(id)).toMatchObject({
      dailyLimit: 100n,
      blockedCategories: ["7995"],
      deletedAt: null,
      deletionId: null,
    });
    expect(await rulesNow(id)).toEqual(["blocked_categories", "daily"]);
    expect(await cardNow()).toMatchObject({ spendingProfileId: id, lostSpendingProfileId: null });
  });

  it("do not bring back rules that were gone before", async () => {
    const id = await create({ dailyLimit: 100, weeklyLimit: 200 });
    await change(id, { dailyLimit: null });
    await remove(id);
    await restore(id);
    expect(await rulesNow(id)).toEqual(["weekly"]);
  });

  it("give it back to all that lost it, but for cards that got another or were closed since", async () => {
    const id = await create();
    await put(id);
    await addCards(business.system, {
      userId: business.user.userId as number,
      spendingProfileId: id,
      count: 2,
    });
    const [first, second, third] = await inAccount(business.accountId, (db) =>
      db.card.findMany({ where: { spendingProfileId: id }, orderBy: { id: "asc" } }),
    );
    const other = await create();
    await remove(id, 3);
    await put(other, second?.id);
    await closeCard(business.system, { cardId: third?.id as number });
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 1 });
    expect(await cardNow(first?.id)).toMatchObject({ spendingProfileId: id });
    expect(await cardNow(second?.id)).toMatchObject({ spendingProfileId: other });
    expect(await cardNow(third?.id)).toMatchObject({ spendingProfileId: null, status: "inactive" });
  });

  it("do not give a card in a second round what it lost in the first and has given up since", async () => {
    const id = await create();
    await put(id);
    await remove(id, 1);
    await put(await create());
    await restore(id);
    await put(null);
    await remove(id);
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 0 });
    expect(await cardNow()).toMatchObject({ spendingProfileId: null });
  });

  it("give a card that lost two profiles the later one", async () => {
    const [first, second] = [await create(), await create()];
    await put(first);
    await remove(first, 1);
    await put(second);
    await remove(second, 1);
    expect(await restore(first)).toMatchObject({ cardsThatGotItBack: 0 });
    expect(await restore(second)).toMatchObject({ cardsThatGotItBack: 1 });
    expect(await cardNow()).toMatchObject({ spendingProfileId: second });
  });

  it("free the name, and do not bring a profile back under a name taken meanwhile", async () => {
    const id = await create({ name: "Fuel", dailyLimit: 100 });
    await put(id);
    await remove(id, 1);
    const successor = await create({ name: "Fuel" });
    await expectRefused(() => restore(id), { code: "DUPLICATE", fields: { name: expect.any(String) } });
    await change(successor, { name: "Diesel" });
    expect(await restore(id)).toEqual({ spendingProfileId: id, cardsThatGotItBack: 1 });
  });

  it("act once when asked ten times at one moment", async () => {
    const id = await create({ dailyLimit: 100 });
    for (const verb of [remove, restore]) {
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => verb(id)));
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await rulesNow(id)).toEqual(["daily"]);
  });

  it("find nothing of another business, nor what is alive or gone already", async () => {
    await expectRefused(() => remove(stranger.spendingProfileId, 1), { code: "NOT_FOUND" });
    await expectRefused(() => restore(business.spendingProfileId), { code: "NOT_FOUND" });
    const id = await create();
    await remove(id);
    await expectRefused(() => remove(id), { code: "NOT_FOUND" });
    await expectRefused(() => restoreSpendingProfile(stranger.owner, { spendingProfileId: id }), {
      code: "NOT_FOUND",
    });
    await expectRefused(() => change(id, { name: "Ghost" }), { code: "NOT_FOUND" });
  });

  it("do not take a profile off more than five hundred cards in one step", async () => {
    const id = await create({ name: "Everyone" });
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
