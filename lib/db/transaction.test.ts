import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { inAccount, inTransaction, type Transaction } from "./transaction.ts";

let business: TestBusiness;
let raw: RawDatabase;

beforeAll(async () => {
  business = await testBusiness();
  raw = await rawTestDatabase({ asLogin: true });
});
afterAll(() => raw.close());

describe("a read", () => {
  const malformed: [string, object, RegExp][] = [
    ["an undefined filter", { id: undefined }, /undefined/],
    ["an undefined operand", { id: { gt: undefined } }, /undefined/],
    ["an undefined condition", { AND: undefined }, /undefined/],
    ["a field that does not exist", { colour: "red" }, /colour/],
    ["a field of every object", { constructor: "x" }, /constructor/],
    ["a number for a text", { memo: 5 }, /memo/],
    ["a text for a number", { id: "1" }, /id/],
    ["null where there is none", { id: null }, /id/],
    ["a time in another form", { createdAt: "2026-11-22" }, /createdAt|ISO/],
  ];
  it.each(malformed)("refuses %s, in Prisma's words (ADV-P2)", async (_, where, words) => {
    await expect(inAccount(business.accountId, (db) => db.card.findMany({ where }))).rejects.toThrow(words);
  });
});

describe("a transaction", () => {
  it("is left by what Prisma begins by itself within it as a whole or not at all", async () => {
    const names = async () =>
      (await raw.rows("SELECT name FROM card_products WHERE name LIKE 'Part %' ORDER BY name")).flat();
    const many = (tx: Transaction, name: string) =>
      tx.cardProduct.createManyAndReturn({
        data: [1, 2].map((n) => ({
          accountId: business.accountId,
          name: `Part ${name}${n}`,
          form: "virtual",
        })),
      });
    await inTransaction({ accountId: business.accountId }, (tx) => many(tx, "a"));
    await expect(
      inTransaction({ accountId: business.accountId }, async (tx) => {
        await many(tx, "b");
        await many(tx, "a");
      }),
    ).rejects.toMatchObject({ code: "P2002" });
    expect(await names()).toEqual(["Part a1", "Part a2"]);
  });

  it("does not end well when a statement in it failed, on PostgreSQL, where nothing of it stays", async () => {
    const swallowed = inTransaction({ accountId: business.accountId }, async (tx) => {
      await tx.card.updateMany({ where: { id: business.cardId }, data: { memo: "Swallowed" } });
      await tx.card
        .updateMany({ where: { id: business.cardId }, data: { cardType: "credit" } })
        .catch(() => {});
    });
    if (testEngine === "sqlite") await swallowed;
    else await expect(swallowed).rejects.toThrow("could not commit");
    const [row] = await raw.rows("SELECT memo FROM cards WHERE id = ?", [business.cardId]);
    expect(row).toEqual([testEngine === "sqlite" ? "Swallowed" : "Coffee"]);
  });

  it("loses no turn to one that fails, and gives each the rows of its own", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        inTransaction({ accountId: business.accountId }, async (tx) => {
          await tx.accountSetting.create({
            data: { accountId: business.accountId, name: `turn ${n}`, value: n },
          });
          if (n % 4 === 0) await new Promise(setImmediate);
          if (n % 3 === 0) throw new Error("changed its mind");
          return (await tx.accountSetting.findMany({ where: { name: `turn ${n}` } })).length;
        }),
      ),
    );
    expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "failed"))).toEqual(
      outcomes.map((_, n) => (n % 3 === 0 ? "failed" : 1)),
    );
    const [[stored] = []] = await raw.rows("SELECT COUNT(*) FROM account_settings WHERE name LIKE 'turn %'");
    expect(stored).toBe(26);
  });
});
