import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { requireListQuery } from "@/lib/lists/list-faults.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { readAs } from "@/lib/read.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { type CardListQuery, cardListRules } from "./card-list.ts";
import { findCardIds } from "./card-source.ts";
import { listCards } from "./list-cards.ts";

let business: TestBusiness;

const addCards = command({
  name: "demo.seed",
  input: z.strictObject({ cards: z.array(z.looseObject({ memo: z.string() })) }),
  async run({ db, input: { cards } }) {
    for (const card of cards) await db.insert("Card", { ...plain, ...card } as never);
    return {};
  },
});
const rename = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), name: z.string() }),
  async run({ db, input: { userId, name } }) {
    const user = await db.findForUpdate("User", userId);
    await db.update("User", user, { givenName: name, familyName: "", name });
    return {};
  },
});
const plain = { cardType: "debit", form: "virtual" };
const limited = (memo: string, spendLimit: bigint, spendLimitDuration: string) => ({
  memo,
  spendLimit,
  spendLimitDuration,
});

beforeAll(async () => {
  business = await testBusiness();
  const raw = await rawTestDatabase({ asLogin: true });
  await raw.run("UPDATE cards SET deleted_at = created_at, deletion_id = 'x' WHERE id = ?", [
    business.cardId,
  ]);
  const [owner, user] = [business.owner.userId as number, business.user.userId as number];
  await rename(business.system, { userId: owner, name: "Łukasz" });
  await rename(business.system, { userId: user, name: "Mara" });
  await addCards(business.system, {
    cards: [
      { ...limited("a", 900n, "monthly"), userId: user },
      { ...limited("b", 1_000n, "forever"), userId: owner, cardType: "reloadable" },
      { memo: "c", userId: user, form: "physical" },
      { ...limited("d", 1_000n, "transaction"), userId: owner },
      { memo: "e", userId: owner, cardType: "reloadable", form: "physical" },
      { ...limited("f", 1_000n, "annually"), userId: user },
    ],
  });
  const set = (memo: string, changes: string) =>
    raw.run(`UPDATE cards SET ${changes} WHERE account_id = ? AND memo = ?`, [business.accountId, memo]);
  const made = (memo: string) =>
    `lithic_card_token = 'x', last_four = '4242', lithic_card_token_index = '${`${memo}${business.accountId}`.padStart(43, "0")}'`;
  await set("a", "status = 'inactive', closed_at = created_at");
  await set("c", `status = 'other', ${made("c")}`);
  await set("e", `status = 'active', ${made("e")}`);
  await raw.close();
});

const read = (url: Record<string, string>, actor: Actor = business.owner) =>
  listCards(actor, parseListQuery(cardListRules, url) as CardListQuery);
const memos = async (url: Record<string, string>, actor?: Actor) =>
  (await read(url, actor)).rows.map(({ memo }) => memo).join("");

describe("cards sorted by", () => {
  it.each([
    ["holder", "bdeacf"],
    ["-holder", "fcaedb"],
    ["state", "bdfeac"],
    ["-state", "caefdb"],
    ["type", "cadfeb"],
    ["-type", "befdac"],
    ["limit", "adfbce"],
    ["-limit", "bfdaec"],
  ])("%s are %s, as a page, page by page, and in bulk", async (sort, expected) => {
    expect(await memos({ sort })).toBe(expected);
    let walked = "";
    for (let after: string | null | undefined; after !== null; ) {
      const page = await read({ sort, pageSize: "1", ...(after && { after }) });
      walked += page.rows.map(({ memo }) => memo).join("");
      after = page.next;
    }
    expect(walked).toBe(expected);
    const query = parseListQuery(cardListRules, { sort }) as CardListQuery;
    const ids = await readAs(business.owner, "card.see", () => findCardIds(business.owner, query, 50));
    expect(ids).toEqual((await read({ sort })).rows.map(({ id }) => id));
  });

  it.each([
    [{ sort: "state", status: "pending,inactive" }, "bdfa"],
    [{ sort: "-state", status: "active,other", type: "debit" }, "c"],
    [{ sort: "type", type: "reloadable" }, "eb"],
    [{ sort: "-type", form: "virtual" }, "bfda"],
    [{ sort: "-limit", limitFrom: "901" }, "bfd"],
    [{ sort: "limit", limitTo: "900" }, "a"],
  ])("%j are %s", async (url, expected) => expect(await memos(url)).toBe(expected));

  it("a holder go on where they were, when the holder of the last one seen is renamed", async () => {
    const first = await read({ sort: "holder", pageSize: "2" });
    await rename(business.system, { userId: business.owner.userId as number, name: "Zoe" });
    const rest = await memos({ sort: "holder", after: String(first.next) });
    await rename(business.system, { userId: business.owner.userId as number, name: "Łukasz" });
    expect(rest).toBe("acfbde");
  });

  it("a holder stand together, and tell no order of names, where names are hidden", async () => {
    const [owner, user] = [business.owner.userId as number, business.user.userId as number];
    const byPerson = owner < user ? "bdeacf" : "acfbde";
    expect(await memos({ sort: "holder" }, business.analyst)).toBe(byPerson);
    const first = await read({ sort: "holder", pageSize: "2" }, business.analyst);
    expect(atob(String(first.next).replaceAll("-", "+").replaceAll("_", "/"))).not.toMatch(/lukasz|mara/);
    const rest = await memos({ sort: "holder", after: String(first.next) }, business.analyst);
    expect(rest).toBe(byPerson.slice(2));
    const named = await read({ sort: "holder", pageSize: "2" });
    expect((await read({ sort: "holder", after: String(named.next) }, business.analyst)).rows).toHaveLength(
      6,
    );
  });

  it("anything else are refused", () => {
    for (const sort of ["name", "status", "--holder", "holder,state", ""])
      expect(() => requireListQuery(cardListRules, new URLSearchParams({ sort })), sort).toThrow(
        expect.objectContaining({ code: "INVALID_INPUT" }),
      );
    const forged = btoa(JSON.stringify([1, "limit", "asc", 2 ** 60, 3]));
    const query = new URLSearchParams({ sort: "limit", after: forged.replaceAll("=", "") });
    expect(() => requireListQuery(cardListRules, query)).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT" }),
    );
  });
});
