import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { moneySetAside } from "@/lib/cards/issuer/money-set-aside.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { readCardSpendLimits } from "@/lib/lithic/card-changes.ts";
import { readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { readBalances, simulateDeposit } from "@/lib/lithic/money.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, issuedCard } from "@/lib/testing/test-issuer.ts";

/** Matches the call that changes a card at the issuer. */
export const changingCard = { method: "PATCH", path: "/cards/" };

export const monthly = (spendLimit: number) => ({ spendLimit, spendLimitDuration: "monthly" as const });

/** What makes a card a reloadable one with this amount loaded. */
export const loaded = (spendLimit: number) => ({
  cardType: "reloadable" as const,
  spendLimit,
  spendLimitDuration: "forever" as const,
});

/** Issues a card with a monthly limit of $500, or what is given, and returns its id. */
export const issueLimited = (business: TestBusiness, given: object = {}) =>
  issuedCard(business, { userId: business.user.userId as number, ...monthly(50_000), ...given });

/** Issues a reloadable card with an amount on it, in minor units, that the business is given. */
export async function issueLoaded(business: TestBusiness, amount: number): Promise<number> {
  await giveBusiness(business, amount);
  return issueLimited(business, loaded(amount));
}

/** What a business can load on its cards, in minor units: what it has at the issuer, less what is
 *  set aside for its reloadable cards. */
export async function available(business: TestBusiness): Promise<number> {
  const { possible } = await inAccount(business.accountId, () => moneySetAside(business.accountId));
  return ((await moneyOf(business))?.available ?? 0) - possible;
}

/** Deposits money until the business can load this amount, in minor units. */
export async function giveBusiness(business: TestBusiness, amount: number): Promise<void> {
  const [money, free] = [await moneyOf(business), await available(business)];
  if (money && free < amount) await simulateDeposit(randomUUID(), money.financialAccountToken, amount - free);
}

/** What the issuer would let the open cards of a business spend, and what it has, in minor
 *  units. */
export async function promisedAtIssuer(business: TestBusiness, cardIds: readonly number[]) {
  let promised = 0;
  for (const cardId of cardIds) {
    const { token, status } = await cardHere(business, cardId);
    if (token === null || status === "inactive") continue;
    promised += (await readCardSpendLimits(token)).left ?? 0;
  }
  return { promised, has: (await moneyOf(business))?.available ?? 0 };
}

async function moneyOf({ accountId }: TestBusiness) {
  const account = await inAccount(accountId, (db) => db.account.findFirst({}));
  if (!account) throw new Error("There is no account");
  const [money] = await readBalances(String(openField("Account", account, "lithicAccountToken")));
  return money;
}

/** Expects a limit, in minor units, here and at the issuer, with no other one desired. */
export async function expectLimit(
  business: TestBusiness,
  cardId: number,
  spendLimit: number | null,
  spendLimitDuration: string | null,
): Promise<void> {
  const card = await cardHere(business, cardId);
  expect(card).toMatchObject({
    spendLimit: spendLimit === null ? null : BigInt(spendLimit),
    spendLimitDuration,
    desiredSpendLimit: null,
    desiredSpendLimitDuration: null,
    limitDesiredAt: null,
  });
  const stated = await readCardAtIssuer(String(card.token));
  expect(stated.spendLimit).toBe(spendLimit ?? 0);
  if (spendLimitDuration !== null) expect(stated.spendLimitDuration).toBe(spendLimitDuration.toUpperCase());
}
