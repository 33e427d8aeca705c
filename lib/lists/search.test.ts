import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { command } from "@/lib/command.ts";
import { connection } from "@/lib/db/client.ts";
import { sortText } from "@/lib/db/search/fold.ts";
import { searchFault, searchTerms, storedWords } from "@/lib/db/search/search-words.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers } from "@/lib/users/queries.ts";
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
    [
      "Ada.Brandt-Costa_1@Business-3.example",
      ["ada", "brandt", "costa", "brandtcosta", "1", "business", "3", "business3", "example"],
    ],
    ["  Čapek, JOSÉ  ", ["capek", "jose"]],
    ["Straße ﬁx Ⅻ ½", ["strasse", "fix", "xii", "1", "2"]],
    ["İstanbul ISPARTA ısı", ["istanbul", "isparta", "isi"]],
    ["Łukasz Østergård Đorđe Þór", ["lukasz", "ostergard", "dorde", "thor"]],
    ["O'Brien O’Brien OʼBrien O´Brien", ["o", "brien", "obrien"]],
    ["ΟΔΟΣ Йод ٤٢٤٢", ["οδοσ", "иод", "4242"]],
    ["co\u00adop e\u200bmail", ["coop", "email"]],
    ["東京 出張", ["東京", "京", "出張", "張"]],
    ["iPhone手机", ["iphone", "手机", "机"]],
    ["ค่าน้ำมัน", ["คานามน", "านามน", "นามน", "ามน", "มน", "น"]],
    ["a a A à", ["a"]],
    ["😀 -- !?", []],
    ["", []],
  ])("%j: %j (D14)", (text, words) => {
    expect(new Set(storedWords(text))).toEqual(new Set(words));
  });

  it("are cut to fifty characters, and none is left out (D14)", () => {
    expect(storedWords("x".repeat(80))).toEqual(["x".repeat(50)]);
    expect(storedWords("𝒳".repeat(80))).toEqual(["x".repeat(50)]);
    expect(storedWords("𐐨".repeat(80))).toEqual(["𐐨".repeat(50)]);
    expect(storedWords(Array.from({ length: 40 }, (_, number) => `w${number}`).join(" "))).toHaveLength(40);
  });

  it("are found by the text itself, in any case and without its accents (D14)", () => {
    const letters = "aAàßẞłŁøØæđıİſςΣñ東京カタがñéИй'’-·. 9٣".split("");
    const text = fc.array(fc.constantFrom(...letters), { maxLength: 20 }).map((some) => some.join(""));
    fc.assert(
      fc.property(text, (written) => {
        const words = storedWords(written);
        const plain = written.normalize("NFD").replace(/\p{M}/gu, "");
        for (const typed of [written, written.toUpperCase(), written.toLowerCase(), plain])
          expect(isFound(typed, words), `${typed} in ${words}`).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Whether a row with these words has all words of a search. */
const isFound = (search: string, words: readonly string[]) =>
  searchTerms(search).every((ways) =>
    ways.some((way) => way.every((wanted) => words.some((word) => word.startsWith(wanted)))),
  );

describe("a search that cannot be done as it is", () => {
  it.each([
    ["a b c d e f g h i j k l", undefined],
    ["a b c d e f g h i j k l a, A", undefined],
    ["x".repeat(50), undefined],
    ["", undefined],
    ["a b c d e f g h i j k l m", "at most 12 words"],
    ["x".repeat(51), "at most 50 characters"],
    ["x ".repeat(51), "at most 100 characters"],
  ])("%j: %s (B4)", (text, fault) => {
    if (fault === undefined) expect(searchFault(text)).toBeUndefined();
    else expect(searchFault(text)).toContain(fault);
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

  it("looks for every word, and finds nothing for more words than it can look for (B4)", async () => {
    const many = ["coffee", "4242", "user", "of", "searched", "example", "cof", "coff", "42", "us"];
    expect(await foundCards([...many, "se"].join(" "))).toEqual([business.cardId]);
    expect(await foundCards([...many, "tea"].join(" "))).toEqual([]);
    expect(await foundCards([...many, "se", "sea", "ex"].join(" "))).toEqual([]);
    expect(await foundCards(`coffee ${"x".repeat(100)}`)).toEqual([]);
  });

  it("finds people and cards however they are written (D14)", async () => {
    const cases = [
      ["Łukasz Großmann", ["Lukasz", "GROSSMANN", "łukasz großmann", "lukasz gross"]],
      ["Sinéad O'Brien", ["obrien", "o'brien", "O’BRIEN", "brien sinead", "o brien"]],
      ["Obrien Plain", ["o'brien plain", "obrien"]],
      ["Anne-Marie Høgh", ["annemarie", "anne-marie hogh", "marie anne", "Anne‑Marie"]],
      ["田中花子", ["田中", "花子", "中花", "田中 花子"]],
      ["สมชาย ใจดี", ["ชาย", "ใจดี", "สมชาย"]],
    ] as const;
    for (const [at, [name, searches]] of cases.entries()) {
      await createUser(business.owner, {
        givenName: name,
        email: `found${at}@searched.example`,
        role: "user",
      });
      for (const search of searches) expect(await foundUsers(search), search).toContain(name);
    }
    expect(await foundUsers("o'brien plain")).toEqual(["Obrien Plain"]);
    expect(await foundUsers("花田")).toEqual([]);
  });

  it("finds a card by what stands behind a long memo (D14)", async () => {
    const other = await testBusiness();
    const memo = Array.from({ length: 25 }, (_, n) => String.fromCharCode(97 + n)).join(" ");
    await change(other.owner, { cardId: other.cardId, memo });
    expect(await foundCards("4242", other.owner)).toEqual([other.cardId]);
    expect(await foundCards("y 4242 x", other.owner)).toEqual([other.cardId]);
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
      people.map(([id, name, email]) => [id, storedWords(String(name), String(email))]),
    );
    const rows = await raw.rows(
      "SELECT id, user_id, memo, last_four, created_at, status FROM cards WHERE account_id = ?",
      [accountId],
    );
    await raw.close();
    all = rows.map(([id, userId, memo, lastFour, createdAt, status]) => ({
      id: Number(id),
      words: [
        ...storedWords(String(memo), String(lastFour ?? "")),
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
    ["memo", (a, b) => compare(sortText(a.memo, 50), sortText(b.memo, 50)) || a.id - b.id],
  ];
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

  it.each(searches.flatMap((search) => orders.map(([sort, order]) => [search, sort, order] as const)))(
    "%j sorted by %s finds on every page what looking at each would",
    async (search, sort, order) => {
      const expected = all.filter(({ words }) => isFound(search, words)).sort(order);
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
