import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { CardRow } from "@/lib/cards/card-row.ts";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { command } from "@/lib/command.ts";
import { sortText } from "@/lib/db/search/fold.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import type { Page } from "./list-page.ts";
import { parseListQuery } from "./list-query.ts";

let business: TestBusiness;

const addCards = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), memos: z.array(z.string()) }),
  async run({ db, input: { userId, memos } }) {
    for (const [n, memo] of memos.entries())
      await db.insert("Card", {
        userId,
        cardType: n % 4 ? "debit" : "reloadable",
        form: memo.length % 2 ? "virtual" : "physical",
        memo,
        ...(n % 3 > 0 && {
          spendLimit: BigInt(500 * (n % 2) + 500),
          spendLimitDuration: n % 4 ? "monthly" : "forever",
        }),
      });
    return {};
  },
});
const add = (memos: string[], userId = business.user.userId as number) =>
  addCards(business.system, { userId, memos });

beforeAll(async () => {
  business = await testBusiness();
  // Many with the same memo, and all of one command with the same time.
  for (const memo of ["Fuel", "Travel", "", "travel", "Ärger", "Fuel"])
    await add(Array.from({ length: 7 }, () => memo));
  await add(["Team travel"], business.owner.userId as number);
  const raw = await rawTestDatabase({ asLogin: true });
  // Newer numbers do not always mean newer cards.
  await raw.run("UPDATE cards SET status = 'inactive', closed_at = created_at WHERE id % 4 = 0");
  await raw.run("UPDATE cards SET created_at = (SELECT MIN(created_at) FROM cards) WHERE id % 3 = 0");
  await raw.run(
    "UPDATE search_words SET target_made = (SELECT created_at FROM cards WHERE id = target_id) WHERE target_type = 'Card'",
  );
  await raw.close();
});

type Url = Record<string, string>;
const read = (url: Url) => listCards(business.owner, parseListQuery(cardListRules, url) as CardListQuery);

const sorts = Object.keys(cardListRules.sorts).flatMap((by) => [by, `-${by}`]);

const urls = fc.record(
  {
    sort: fc.constantFrom(...sorts),
    search: fc.constantFrom("travel", "tra", "user", "owner travel", "fuel user", "nobody"),
    status: fc.constantFrom("pending", "active"),
    form: fc.constantFrom("virtual", "physical"),
    pageSize: fc.constantFrom("1", "2", "5", "10", "100"),
  },
  { requiredKeys: ["pageSize"] },
);

async function walk(url: Url, direction: "next" | "previous"): Promise<CardRow[][]> {
  const [end, parameter] = direction === "next" ? ["first", "after"] : ["last", "before"];
  const pages: Page<CardRow>[] = [await read({ ...url, end })];
  for (let page = pages[0]; page?.[direction]; page = pages.at(-1))
    pages.push(await read({ ...url, [parameter]: page[direction] ?? "" }));
  return (direction === "next" ? pages : pages.reverse()).map(({ rows }) => [...rows]);
}

const ids = (pages: readonly (readonly { id: number }[])[]) => pages.flat().map(({ id }) => id);

describe("a list", () => {
  it("walked forward or backward shows every row once, in the same order, under any sort, filter and search", async () => {
    await fc.assert(
      fc.asyncProperty(urls, async (url) => {
        const all = (await read({ ...url, pageSize: "100" })).rows.map(({ id }) => id);
        const forward = await walk(url, "next");
        expect(ids(forward)).toEqual(all);
        expect(ids(await walk(url, "previous"))).toEqual(all);
        for (const page of forward.slice(0, -1)) expect(page).toHaveLength(Number(url.pageSize));
        expect((await read(url)).total).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });

  it("is in the order that was asked for", async () => {
    const order = async (sort: string) => (await read({ sort, pageSize: "100" })).rows;
    const newest = await order("-created");
    expect(newest).toEqual([...newest].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id));
    expect((await order("created")).map(({ id }) => id)).toEqual(newest.map(({ id }) => id).reverse());
    const byMemo = (await order("memo")).map(({ memo }) => sortText(memo ?? "", 50));
    expect(byMemo).toEqual([...byMemo].sort());
    expect(new Set(byMemo)).toEqual(new Set(["", "arger", "coffee", "fuel", "team travel", "travel"]));
  });

  it("goes back to where it came from", async () => {
    await fc.assert(
      fc.asyncProperty(urls, async (url) => {
        const first = await read(url);
        if (first.next === null) return;
        const second = await read({ ...url, after: first.next });
        const back = await read({ ...url, before: second.previous ?? "" });
        expect(back.rows).toEqual(first.rows);
        expect(first.previous).toBeNull();
        expect(back.previous).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it("shows no row twice and none of the old ones not at all while rows come in between", async () => {
    for (const sort of ["-created", "created", "memo", "-memo", "holder", "-state", "-limit"]) {
      const before = ids([(await read({ sort, pageSize: "100" })).rows]);
      const seen: number[] = [];
      let page = await read({ sort, pageSize: "9" });
      for (;;) {
        seen.push(...page.rows.map(({ id }) => id));
        await add(["Fuel", "Aaa", "zzz"]);
        if (!page.next) break;
        page = await read({ sort, pageSize: "9", after: page.next });
      }
      expect(new Set(seen).size, sort).toBe(seen.length);
      expect(
        before.filter((id) => !seen.includes(id)),
        sort,
      ).toEqual([]);
    }
  });

  it("ends where its rows end, whatever the cursor says", async () => {
    const last = await read({ end: "last", pageSize: "5" });
    expect(last.next).toBeNull();
    expect(last.rows).toHaveLength(5);
    expect(await read({ search: "nobody", end: "last" })).toEqual({
      rows: [],
      total: 0,
      totalIsCapped: false,
      next: null,
      previous: null,
    });
  });
});

describe("a place with nothing behind it any more", () => {
  const remove = command({
    name: "demo.seed",
    input: z.strictObject({ ids: z.array(z.int()) }),
    async run({ db, input: { ids } }) {
      for (const id of ids) await db.softDelete("Card", await db.findForUpdate("Card", id));
      return {};
    },
  });

  it.each(sorts)(
    "is the page nearest to it for a person, and an empty page with a way back for a program, by %s (B8)",
    async (sort) => {
      const some = await testBusiness();
      const userId = some.user.userId as number;
      await addCards(some.system, { userId, memos: ["a", "b", "b", "c", "d", "e"] });
      const ask = (url: Url, isExact?: true) =>
        listCards(some.owner, {
          ...(parseListQuery(cardListRules, { sort, pageSize: "3", ...url }) as CardListQuery),
          ...(isExact && { isExact }),
        });
      const all = (await ask({ pageSize: "100" })).rows.map(({ id }) => id);
      const first = await ask({});
      const second = await ask({ after: first.next ?? "" });
      const [behindSecond, beforeSecond] = [{ after: second.next ?? "" }, { before: second.previous ?? "" }];
      expect(second.rows.map(({ id }) => id)).toEqual(all.slice(3, 6));

      await remove(some.system, { ids: all.slice(6) });
      expect(await ask(behindSecond)).toEqual({ ...second, next: null, total: 6 });
      const empty = await ask(behindSecond, true);
      expect(empty).toMatchObject({ rows: [], total: 6, next: null, previous: expect.any(String) });
      expect((await ask({ before: empty.previous ?? "" }, true)).rows).toEqual(second.rows);

      await remove(some.system, { ids: all.slice(0, 3) });
      expect((await ask(beforeSecond)).rows).toEqual(second.rows);
      const nothing = await ask(beforeSecond, true);
      expect(nothing).toMatchObject({ rows: [], total: 3, previous: null, next: expect.any(String) });
      expect((await ask({ after: nothing.next ?? "" }, true)).rows).toEqual(second.rows);

      await remove(some.system, { ids: all.slice(3, 6) });
      for (const url of [behindSecond, beforeSecond])
        for (const isExact of [true, undefined] as const)
          expect(await ask(url, isExact)).toMatchObject({ rows: [], total: 0, next: null, previous: null });
    },
  );
});
