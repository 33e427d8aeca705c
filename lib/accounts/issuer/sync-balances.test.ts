import { afterEach, expect, it } from "vitest";
import { giveBusiness } from "@/lib/cards/limits/test-limits.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { enrolledBusiness } from "@/lib/testing/test-issuer.ts";
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
