import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list.ts";
import { listCards } from "@/lib/cards/queries.ts";
import { command } from "@/lib/command.ts";
import { connection } from "@/lib/db/client.ts";
import { searchWords } from "@/lib/db/search/search-words.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { listUsers } from "@/lib/users/queries.ts";
import { userListRules } from "@/lib/users/user-list.ts";
import { addBulkRows } from "@/prisma/seed/bulk-rows.ts";
import { parseListQuery } from "./list-query.ts";

let business: TestBusiness;
const origin = { ip: null, userAgent: null, requestId: "test" };
beforeAll(async () => {
  business = await testBusiness("searched");
});

const cards = (search: string, actor: Actor = business.owner, more: Record<string, string> = {}) =>
  listCards(actor, parseListQuery(cardListRules, { search, pageSize: "50", ...more }) as CardListQuery);
const foundCards = async (search: string, actor?: Actor) =>
  (await cards(search, actor)).rows.map(({ id }) => id);
const foundUsers = async (search: string) =>
  (await listUsers(business.owner, parseListQuery(userListRules, { search }))).rows.map(({ name }) => name);
const wordsOf = async (targetType: string, targetId: number) =>
  (
    await inAccount(business.accountId, (db) =>
      db.searchWord.findMany({ where: { targetType, targetId }, select: { word: true } }),
    )
  )
    .map(({ word }) => word)
    .sort();

const change = command({
  name: "card.change-memo",
  input: z.strictObject({ cardId: z.int(), memo: z.string() }),
  async run({ db, input: { cardId, memo } }) {
    await db.update("Card", await db.findForUpdate("Card", cardId), { memo });
    return {};
  },
});
const remove = command({
  name: "demo.seed",
  input: z.strictObject({ cardId: z.int() }),
  async run({ db, input: { cardId } }) {
    await db.softDelete("Card", await db.findForUpdate("Card", cardId));
    return {};
  },
});
const restore = command({
  name: "demo.seed",
  input: z.strictObject({ cardId: z.int() }),
  async run({ db, input: { cardId } }) {
    await db.restore("Card", await db.findDeletedForUpdate("Card", cardId));
    return {};
  },
});
const renameEveryone = command({
  name: "demo.seed",
  input: z.strictObject({}),
  async run({ db, actor }) {
    await db.updateEvery(
      "User",
      {},
      { name: "Same" },
      { model: "Account", id: actor.accountId, as: "renamed" },
    );
    return {};
  },
});

describe("the words of a text", () => {
  it.each([
    ["Team lunch", ["team", "lunch"]],
    ["Ada.Brandt-Costa_1@Business-3.example", ["ada", "brandt", "costa", "1", "business", "3", "example"]],
    ["  Čapek, JOSÉ  ", ["capek", "jose"]],
    ["Straße ﬁx Ⅻ ½", ["straße", "fix", "xii", "1", "2"]],
    ["İstanbul", ["istanbul"]],
    ["東京 出張", ["東京", "出張"]],
    ["a a A à", ["a"]],
    ["😀 -- !?", []],
    ["", []],
  ])("%j: %j", (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it("are cut to fifty characters, and are at most twenty", () => {
    expect(searchWords("x".repeat(80))).toEqual(["x".repeat(50)]);
    expect(searchWords("𝒳".repeat(80))).toEqual(["x".repeat(50)]);
    expect(searchWords("𐐨".repeat(80))).toEqual(["𐐨".repeat(50)]);
    expect(searchWords(Array.from({ length: 40 }, (_, number) => `w${number}`).join(" "))).toHaveLength(20);
  });
});

describe("the words of a row", () => {
  it("are those of a card's memo and last four, and of a user's name and e-mail", async () => {
    expect(await wordsOf("Card", business.cardId)).toEqual(["4242", "coffee"]);
    expect(await wordsOf("User", business.user.userId as number)).toEqual([
      "example",
      "of",
      "searched",
      "user",
    ]);
  });

  it("follow a change, a deletion and a restoration", async () => {
    const { cardId } = business;
    await change(business.owner, { cardId, memo: "Green Tea, coffee" });
    expect(await wordsOf("Card", cardId)).toEqual(["4242", "coffee", "green", "tea"]);
    await change(business.owner, { cardId, memo: "" });
    expect(await wordsOf("Card", cardId)).toEqual(["4242"]);
    await remove(business.system, { cardId });
    expect(await wordsOf("Card", cardId)).toEqual([]);
    await restore(business.system, { cardId });
    expect(await wordsOf("Card", cardId)).toEqual(["4242"]);
    await change(business.owner, { cardId, memo: "Coffee" });
    expect(await wordsOf("Card", cardId)).toEqual(["4242", "coffee"]);
  });

  it("follow a new name", async () => {
    const { userId } = await createUser(business.owner, {
      givenName: "Zoë",
      familyName: "Quill",
      email: "zq@searched.example",
      role: "user",
    });
    expect(await foundUsers("zoe")).toEqual(["Zoë Quill"]);
    await changeUser(business.owner, { userId, familyName: "Plume" });
    expect(await foundUsers("quill")).toEqual([]);
    expect(await foundUsers("PLUME zo")).toEqual(["Zoë Plume"]);
  });

  it("cannot be left behind by a change of many rows at once", async () => {
    await expect(renameEveryone(business.system, {})).rejects.toThrow("change it row by row");
  });

  it("leave no audit row of their own", async () => {
    const rows = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({ where: { targetType: "SearchWord" } }),
    );
    expect(rows).toEqual([]);
  });
});

describe("a search", () => {
  it("finds a card by the beginning of every word: its own, or its holder's", async () => {
    for (const search of [
      "coffee",
      "COF",
      "4242",
      "42 cof",
      "user",
      "user@searched.example",
      "searched coffee 4",
      "côffee",
    ])
      expect(await foundCards(search), search).toEqual([business.cardId]);
    for (const search of [
      "offee",
      "coffee tea",
      "admin",
      "owner coffee",
      "4243",
      "%",
      "_",
      "*",
      "'",
      "coffee' OR 1",
    ])
      expect(await foundCards(search), search).toEqual([]);
  });

  it("shows a cardholder no other's cards, and an analyst none by the name of who holds it", async () => {
    expect(await foundCards("coffee", business.user)).toEqual([business.cardId]);
    expect(await foundCards("user", business.user)).toEqual([business.cardId]);
    expect(await foundCards("coffee", business.analyst)).toEqual([business.cardId]);
    expect(await foundCards("user", business.analyst)).toEqual([]);
    const other = await testBusiness();
    expect(await foundCards("coffee", other.owner)).toEqual([other.cardId]);
    const { userId } = await createUser(business.owner, {
      givenName: "Else",
      email: "else@searched.example",
      role: "user",
    });
    const somebodyElse = userActor(
      { id: userId, accountId: business.accountId, email: "", role: "user" },
      origin,
    );
    expect(await foundCards("coffee", somebodyElse)).toEqual([]);
  });
});

// Enough of them that the commonest words are more than are ever sorted.
describe("among many cards", () => {
  let owner: Actor;
  let all: { id: number; words: string[]; createdAt: string; memo: string; status: string }[];

  beforeAll(async () => {
    const { accountIds } = await addBulkRows(connection().url, {
      cards: 24_000,
      transactions: 0,
      accounts: 1,
      seed: 7,
    });
    const [accountId = 0] = accountIds;
    const raw = await rawTestDatabase();
    const people = await raw.rows(
      "SELECT id, name, email, role FROM users WHERE account_id = ? ORDER BY id",
      [accountId],
    );
    const wordsOfPeople = new Map(
      people.map(([id, name, email]) => [id, searchWords(String(name), String(email))]),
    );
    const rows = await raw.rows(
      "SELECT id, user_id, memo, last_four, created_at, status FROM cards WHERE account_id = ?",
      [accountId],
    );
    await raw.close();
    all = rows.map(([id, userId, memo, lastFour, createdAt, status]) => ({
      id: Number(id),
      words: [
        ...searchWords(String(memo), String(lastFour ?? "")),
        ...(wordsOfPeople.get(userId ?? 0) ?? []),
      ],
      createdAt: String(createdAt),
      memo: String(memo),
      status: String(status),
    }));
    const [id = 0, , email = ""] = people.find(([, , , role]) => role === "owner") ?? [];
    owner = userActor({ id: Number(id), accountId, email: String(email), role: "owner" }, origin);
  });

  const searches = [
    "travel",
    "4",
    "t",
    "e",
    "ada",
    "ada b",
    "ada travel",
    "travel 4",
    "fuel team",
    "example travel",
    "travel fuel",
    "12",
    "1",
    "a c",
    "zz",
  ];
  const orders: [string, (a: (typeof all)[number], b: (typeof all)[number]) => number][] = [
    ["-created", (a, b) => compare(b.createdAt, a.createdAt) || b.id - a.id],
    ["memo", (a, b) => compare(a.memo, b.memo) || a.id - b.id],
  ];
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

  it.each(searches.flatMap((search) => orders.map(([sort, order]) => [search, sort, order] as const)))(
    "%j sorted by %s finds on every page what looking at each would",
    async (search, sort, order) => {
      const expected = all
        .filter(({ words }) =>
          searchWords(search).every((wanted) => words.some((word) => word.startsWith(wanted))),
        )
        .sort(order);
      const ids = expected.map(({ id }) => id);
      const first = await cards(search, owner, { sort });
      expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 50));
      if (first.next) {
        const second = await cards(search, owner, { sort, after: first.next });
        expect(second.rows.map(({ id }) => id)).toEqual(ids.slice(50, 100));
        expect((await cards(search, owner, { sort, before: second.previous ?? "" })).rows).toEqual(
          first.rows,
        );
      }
      expect((await cards(search, owner, { sort, end: "last" })).rows.map(({ id }) => id)).toEqual(
        ids.slice(-50),
      );
      if (first.totalIsCapped) expect(first.total).toBeLessThanOrEqual(ids.length);
      else expect(first.total).toBe(ids.length);
      const frozen = await cards(search, owner, { sort, status: "frozen" });
      const expectedFrozen = expected.filter(({ status }) => status === "frozen").map(({ id }) => id);
      expect(frozen.rows.map(({ id }) => id)).toEqual(expectedFrozen.slice(0, 50));
      expect(frozen.total).toBeLessThanOrEqual(expectedFrozen.length);
    },
  );
});
