import { afterEach, expect, it } from "vitest";
import { giveBusiness } from "@/lib/cards/limits/test-limits.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { refreshBalances } from "./sync-balances.ts";

afterEach(() => simulator().clearFaults());

const balanceOf = async ({ accountId }: TestBusiness) =>
  (await inAccount(accountId, (db) => db.account.findFirst({})))?.balance;

it("one balance that cannot be read does not hold up the others (F18)", async () => {
  const businesses = [await enrolledBusiness(), await enrolledBusiness(), await enrolledBusiness()];
  for (const business of businesses) await giveBusiness(business, 1_000);
  simulator().inject({ kind: "error-before", times: 1, match: { path: "/balances" } });
  await refreshBalances(new Date(Date.now() + 60_000));
  expect(await Promise.all(businesses.map(balanceOf))).toEqual([0n, 1_000n, 1_000n]);
});

it("a new balance, and a person whom the issuer registers, keep their versions (G22)", async () => {
  const business = await enrolledBusiness();
  const rows = () =>
    inAccount(business.accountId, async (db) => ({
      account: await db.account.findFirst({}),
      holder: await db.user.findFirst({ where: { id: business.user.userId as number } }),
    }));
  const before = await rows();
  await giveBusiness(business, 1_000);
  await refreshBalances(new Date(Date.now() + 60_000));
  await issuedCard(business, { userId: business.user.userId as number });
  const { account, holder } = await rows();
  expect(account).toMatchObject({ balance: 1_000n, version: before.account?.version });
  expect(holder).toMatchObject({ lithicAccountToken: expect.any(String), version: before.holder?.version });
});
