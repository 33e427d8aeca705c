import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { cardFilterChoices } from "@/lib/cards/list/card-filter-choices.ts";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list.ts";
import { cardsByStatus } from "@/lib/cards/list/cards-by-status.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { cardHistory, readCard } from "@/lib/cards/queries.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { type RowIds, testRows } from "@/lib/testing/test-rows.ts";

let business: TestBusiness;
let stranger: TestBusiness;
let rows: RowIds;
let operator: Actor;
beforeAll(async () => {
  operator = await testOperator();
  stranger = await testBusiness();
});
beforeEach(async () => {
  business = await testBusiness();
  rows = await testRows(business);
});

const list = (actor: Actor, url: Record<string, string> = {}) =>
  listCards(actor, parseListQuery(cardListRules, url) as CardListQuery);
const newest = parseListQuery(historyRules, {});

// Confirmed at once, because these tests only read the result.
const freeze = command({
  name: "card.freeze",
  input: z.strictObject({ cardId: z.int(), reason: z.string() }),
  async run({ db, actor, now, input: { cardId, reason } }) {
    const by = { frozenByRole: actor.role, frozenByUserId: actor.userId };
    await db.update("Card", await db.findForUpdate("Card", cardId), {
      status: "frozen",
      frozenAt: now,
      frozenReason: reason,
      ...by,
    });
    return {};
  },
});

describe("the list of cards", () => {
  it("shows an owner every card of the business, newest first, as plain values", async () => {
    const { rows: cards, total, totalIsCapped } = await list(business.owner);
    expect(cards.map(({ id }) => id)).toEqual([rows.Card, business.cardId]);
    expect([total, totalIsCapped]).toEqual([2, false]);
    expect(JSON.parse(JSON.stringify(cards))).toEqual(cards);
    expect(cards[1]).toEqual({
      id: business.cardId,
      lastFour: "4242",
      lastUsedAt: null,
      memo: "Coffee",
      status: "active",
      desiredStatus: null,
      cardType: "debit",
      form: "virtual",
      holder: { id: business.user.userId, name: expect.stringMatching(/^user of /) },
      spendLimit: null,
      spendLimitDuration: null,
      spendingProfile: { id: business.spendingProfileId, name: "Travel" },
      cardProduct: null,
      createdAt: expect.stringMatching(/Z$/),
      version: 0,
    });
    expect(cards[0]).toMatchObject({ memo: null, lastFour: null, form: "physical" });
  });

  it("shows an analyst initials for names, and a cardholder the own cards only (V8.2.3)", async () => {
    expect((await list(business.analyst)).rows[0]?.holder).toEqual({
      id: business.user.userId,
      name: expect.stringMatching(/^U\. O\. B\.$/),
    });
    expect((await list(business.user)).total).toBe(2);
    const alone = { ...business.user, userId: business.admin.userId } as Actor;
    expect(await list(alone)).toEqual({
      rows: [],
      total: 0,
      totalIsCapped: false,
      next: null,
      previous: null,
    });
  });

  it.each([
    ["status", "active", 1],
    ["status", "frozen", 0],
    ["form", "physical", 1],
    ["type", "debit", 2],
    ["type", "reloadable", 0],
  ])("is narrowed by %s %s", async (filter, value, count) => {
    expect((await list(business.owner, { [filter]: value })).total).toBe(count);
  });

  it("is narrowed by holder and profile, and to nothing by those of another business", async () => {
    const { user, spendingProfileId, owner } = business;
    expect(
      (await list(owner, { holder: String(user.userId), profile: String(spendingProfileId) })).total,
    ).toBe(2);
    expect((await list(owner, { holder: String(owner.userId) })).total).toBe(0);
    expect((await list(owner, { holder: String(stranger.user.userId) })).total).toBe(0);
    expect((await list(user, { holder: String(owner.userId) })).total).toBe(0);
  });

  it("is another business's own", async () => {
    expect((await list(stranger.owner)).rows.map(({ id }) => id)).toEqual([stranger.cardId]);
    expect((await list(actingIn(operator, business.accountId))).total).toBe(2);
    expect((await list(operator)).total).toBe(0);
  });
});

describe("what the list of cards can be narrowed by", () => {
  const ids = async (actor: Actor) => {
    const { holders, profiles, products } = await cardFilterChoices(actor);
    return [holders, profiles, products].map((choices) => choices.map(({ id }) => id));
  };

  it("is people, profiles and products of the own business, by name", async () => {
    const [holders = [], profiles, products] = await ids(business.owner);
    const { owner, admin, user, analyst } = business;
    expect(holders).toEqual(
      expect.arrayContaining([owner, admin, user, analyst].map(({ userId }) => userId)),
    );
    expect(profiles).toContain(business.spendingProfileId);
    expect(products).toEqual([rows.CardProduct]);
    const [others = []] = await ids(stranger.owner);
    expect(holders.filter((id) => others.includes(id))).toEqual([]);
  });

  it("is nobody for an analyst, and nothing for a cardholder", async () => {
    expect((await ids(business.analyst))[0]).toEqual([]);
    expect(await ids(business.user)).toEqual([[], [], []]);
  });
});

describe("a card", () => {
  it("is shown to an owner with all there is to know", async () => {
    const card = await readCard(business.owner, Number(rows.Card));
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
    expect(card).toMatchObject({
      id: rows.Card,
      accountId: business.accountId,
      currency: "USD",
      holder: { email: expect.stringContaining("@") },
      shippingAddress: { line1: "1 Main St", line2: null, city: "Springfield", country: "USA" },
      replaces: { id: business.cardId, lastFour: "4242" },
      replacedBy: null,
      frozen: null,
      closed: null,
      waiting: { since: expect.stringMatching(/Z$/) },
    });
    expect(await readCard(business.owner, business.cardId)).toMatchObject({
      replacedBy: { id: rows.Card },
      waiting: null,
    });
  });

  it("shows an analyst nobody: no name, no e-mail, no address", async () => {
    const card = await readCard(business.analyst, Number(rows.Card));
    expect(card.holder).toEqual({ id: business.user.userId, name: "U. O. B.", email: null });
    expect(card.shippingAddress).toEqual({
      line1: null,
      line2: null,
      city: null,
      region: null,
      postalCode: null,
      country: "USA",
    });
    expect(JSON.stringify(card)).not.toMatch(/user of|@|Main St|Springfield/);
  });

  it("says who froze it, when and why; to an analyst the role only", async () => {
    await freeze(business.admin, { cardId: business.cardId, reason: "Looks odd" });
    const frozen = { at: expect.stringMatching(/Z$/), reason: "Looks odd", byRole: "admin" };
    expect((await readCard(business.owner, business.cardId)).frozen).toEqual({
      ...frozen,
      byName: expect.stringMatching(/^admin of /),
    });
    expect((await readCard(business.analyst, business.cardId)).frozen).toEqual({ ...frozen, byName: null });
    expect((await readCard(business.user, business.cardId)).frozen).toEqual({ ...frozen, byName: null });
  });

  it("does not exist for another business, nor for another cardholder, nor for an operator who is not there", async () => {
    const other = { ...business.user, userId: business.admin.userId } as Actor;
    for (const actor of [stranger.owner, other, operator])
      for (const read of [readCard, (...given: [Actor, number]) => cardHistory(...given, newest)])
        await expectRefused(() => read(actor, business.cardId), { code: "NOT_FOUND" });
    await expectRefused(() => readCard(business.owner, 2_147_483_647), { code: "NOT_FOUND" });
    expect(await readCard(actingIn(operator, business.accountId), business.cardId)).toMatchObject({
      id: business.cardId,
    });
  });
});

describe("the history of a card", () => {
  const history = (actor: Actor, url = {}) =>
    cardHistory(actor, business.cardId, parseListQuery(historyRules, url));
  beforeEach(async () => {
    await freeze(business.admin, { cardId: business.cardId, reason: "Looks odd" });
  });

  it("says what happened, newest first, with what changed and who did it", async () => {
    const { rows: entries } = await history(business.owner);
    expect(entries.map(({ action }) => action)).toEqual(["card.freeze", "demo.seed"]);
    expect(entries[0]).toMatchObject({
      actorName: expect.stringMatching(/^admin of /),
      actorRole: "admin",
      outcome: "done",
      reason: "Looks odd",
      targetType: "Card",
      targetId: String(business.cardId),
    });
    expect(entries[0]?.changes).toContainEqual({ field: "frozenReason", before: null, after: "Looks odd" });
    expect(entries[1]).toMatchObject({ actorName: "the portal", actorRole: "system" });
    expect(JSON.stringify(entries)).not.toMatch(/lithicCardToken.*[0-9a-f]{8}-/);
  });

  it("names nobody to an analyst, and nobody else to a cardholder", async () => {
    expect((await history(business.analyst)).rows.map(({ actorName }) => actorName)).toEqual([
      null,
      "the portal",
    ]);
    expect((await history(business.user)).rows[0]).toMatchObject({ actorName: null, actorRole: "admin" });
    expect(JSON.stringify(await history(business.analyst))).not.toMatch(/ of b|@/);
  });

  it("calls an operator what they are", async () => {
    const other = await testBusiness();
    await freeze(actingIn(operator, other.accountId), { cardId: other.cardId, reason: "Fraud" });
    const { rows: entries } = await cardHistory(other.owner, other.cardId, newest);
    expect(entries[0]).toMatchObject({ actorName: "platform operator", actorRole: "operator" });
  });

  it("comes in pages", async () => {
    const first = await history(business.owner, { pageSize: "1" });
    expect(first).toMatchObject({ rows: [{ action: "card.freeze" }], total: 2, previous: null });
    const second = await history(business.owner, { pageSize: "1", after: first.next ?? "" });
    expect(second).toMatchObject({ rows: [{ action: "demo.seed" }], next: null });
    expect((await history(business.owner, { pageSize: "1", before: second.previous ?? "" })).rows).toEqual(
      first.rows,
    );
  });
});

describe("cards by state", () => {
  it("are counted as far as one may see them", async () => {
    const counts = async (actor: Actor) =>
      Object.fromEntries((await cardsByStatus(actor)).map(({ status, count }) => [status, count]));
    const all = { pending: 1, active: 1, frozen: 0, inactive: 0, other: 0 };
    expect(await counts(business.owner)).toEqual(all);
    expect(await counts(business.user)).toEqual(all);
    expect(await counts({ ...business.user, userId: business.admin.userId } as Actor)).toEqual({
      ...all,
      pending: 0,
      active: 0,
    });
    expect(await inAccount(business.accountId, (db) => db.card.count())).toBe(2);
  });
});
