import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inAccount, inTransaction } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testSystem } from "@/lib/testing/test-database.ts";
import { sampleInputs } from "@/lib/testing/test-inputs.ts";
import { recordTransaction } from "./record-transaction.ts";
import { transactionsHere } from "./test-recorded.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
});

type Stated = Parameters<typeof recordTransaction>[1]["transaction"];

const step = (amount: number, kind: string, minute: number) => ({
  ...{ token: randomUUID(), kind, result: "approved", detail: null, amount, merchantAmount: amount },
  occurredAt: new Date(Date.UTC(2026, 2, 10, 15, minute)),
});

function stated(more: object): Stated {
  const { transaction } = (sampleInputs.recordTransaction as { rest: unknown }).rest as {
    transaction: Stated;
  };
  const approved = { status: "pending", declineReasons: [], steps: [step(4_000, "authorization", 0)] };
  return { ...transaction, token: randomUUID(), ...approved, ...more } as Stated;
}

const record = (transaction: Stated) =>
  recordTransaction(testSystem(business.accountId), { cardId: business.cardId, transaction });

const recorded = async () => (await transactionsHere(business, business.cardId)).at(-1);

describe("a recorded transaction", () => {
  it("keeps the holder and the profile of the purchase when the card gets another profile", async () => {
    await record(stated({}));
    await inTransaction({ accountId: business.accountId }, (tx) =>
      tx.card.updateMany({ where: { id: business.cardId }, data: { spendingProfileId: null } }),
    );
    expect(await recorded()).toMatchObject({
      userId: business.user.userId,
      spendingProfileId: business.spendingProfileId,
    });
  });

  it("shares its merchant with others of the same name, also when two come at once", async () => {
    const names = ["Łódź Café", "Łódź Café", "Lodz Cafe"];
    await Promise.all(names.map((merchantName) => record(stated({ merchantName }))));
    const merchants = await inAccount(business.accountId, (db) =>
      db.merchant.findMany({ select: { name: true, transactions: { select: { id: true } } } }),
    );
    expect(
      Object.fromEntries(merchants.map(({ name, transactions }) => [name, transactions.length])),
    ).toMatchObject({ "Łódź Café": 2, "Lodz Cafe": 1 });
  });

  it("lists what was asked for where no money moved, and misses its receipt once it did", async () => {
    const token = randomUUID();
    const held = step(4_000, "authorization", 0);
    await record(stated({ token, steps: [held] }));
    expect(await recorded()).toMatchObject({ amount: 4_000n, listedAmount: 4_000n, receipt: "none" });

    const steps = [held, step(4_500, "clearing", 5)];
    await record(stated({ token, status: "settled", steps }));
    expect(await recorded()).toMatchObject({ amount: 4_500n, listedAmount: 4_500n, receipt: "missing" });

    const back = [...steps, step(-4_500, "return", 9)];
    await record(stated({ token, status: "returned", steps: back }));
    expect(await recorded()).toMatchObject({ amount: 0n, listedAmount: 4_000n, receipt: "none" });
  });
});
