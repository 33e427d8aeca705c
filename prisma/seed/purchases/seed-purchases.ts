import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { lateTries } from "./habits.ts";
import { makePurchases } from "./make-purchases.ts";
import { mirrorPurchases, transactionsOf } from "./mirror-purchases.ts";
import { openPastIssuer, type PastIssuer, type SeededCard } from "./past-issuer.ts";
import { type PlannedPurchase, planPurchases } from "./plan-purchases.ts";

const seed = 1;

/** Lets the cards of a business be used for 90 days as their holders would, at the issuer and then
 *  in the portal. Returns false when they were used before; then they are only recorded. */
export function seedPurchases(accountId: number, now: Date): Promise<boolean> {
  return atIssuer(accountId, async (issuer, cards) => {
    const isFirst = (await transactionsOf(issuer, cards)).length === 0;
    if (isFirst) await makePurchases(issuer, planPurchases(seed, now), cards);
    await mirrorPurchases(issuer, cards);
    return isFirst;
  });
}

/** Tries purchases with cards that are frozen or closed by now. All are declined. */
export function seedLateTries(accountId: number, now: Date): Promise<void> {
  const tries = lateTries.map(
    ({ card, merchant, amount }, index): PlannedPurchase => ({
      ...{ card, merchant, amount, merchantAmount: amount, isAtOnce: false, steps: [] },
      at: new Date(now.getTime() + index),
    }),
  );
  return atIssuer(accountId, async (issuer, cards) => {
    await makePurchases(issuer, tries, cards);
    await mirrorPurchases(issuer, cards, now);
  });
}

async function atIssuer<T>(
  accountId: number,
  work: (issuer: PastIssuer, cards: readonly SeededCard[]) => Promise<T>,
): Promise<T> {
  const issuer = openPastIssuer();
  try {
    return await work(issuer, await cardsOf(accountId));
  } finally {
    issuer.close();
  }
}

async function cardsOf(accountId: number): Promise<SeededCard[]> {
  const rows = await inAccount(accountId, (db) => db.card.findMany({ orderBy: { id: "asc" } }));
  return rows.map((card) => ({
    ...{ id: card.id, accountId, memo: card.memo ?? "" },
    token: openField("Card", card, "lithicCardToken") ?? "",
  }));
}
