import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness, testSystem } from "@/lib/testing/test-database.ts";
import { toTransaction } from "./issuer/to-transaction.ts";
import { listTransactions } from "./list/list-transactions.ts";
import { transactionListRules } from "./list/transaction-list.ts";
import { readTransaction } from "./queries.ts";
import { recordTransaction } from "./record-transaction.ts";
import { type LifeOfPurchase, lifeOfPurchase, statedLife } from "./test-lives.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
});

async function allOfCard() {
  const query = { card: String(business.cardId), pageSize: "100" };
  const page = await listTransactions(business.owner, parseListQuery(transactionListRules, query));
  return new Map(page.rows.map((row) => [row.id, row]));
}

it("lists to the cent what the steps of every purchase come to, in both currencies", async () => {
  const expected = new Map<string, LifeOfPurchase>();
  for (const life of fc.sample(lifeOfPurchase, { numRuns: 40, seed: 16 })) {
    const transaction = toTransaction(statedLife(life));
    const actor = testSystem(business.accountId);
    const { transactionId } = await recordTransaction(actor, { cardId: business.cardId, transaction });
    expected.set(transactionId, life);
  }
  const listed = await allOfCard();
  let total = 0;
  for (const [id, life] of expected) {
    const row = listed.get(id);
    expect(row, JSON.stringify(life)).toMatchObject({ amount: life.held + life.moved });
    total += row?.amount ?? 0;
    const { steps } = await readTransaction(business.owner, id);
    const moving = steps.filter(({ kind }) => ["clearing", "return"].includes(kind));
    const counted = moving.length > 0 ? moving : steps;
    expect(counted.reduce((sum, { amount }) => sum + amount, 0)).toBe(row?.amount);
    if (life.moved !== 0) expect(row?.merchantAmount).toBe(life.moved / 2);
  }
  expect(total).toBe([...expected.values()].reduce((sum, { held, moved }) => sum + held + moved, 0));
});
