import { vi } from "vitest";
import { enrolAccount } from "@/lib/accounts/enrol-account.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { type TestBusiness, testBusiness } from "@/lib/db/test-database.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { settleWithIssuer } from "./attempt.ts";
import { listCards } from "./client.ts";
import { unfinished as unfinishedStates } from "./operation.ts";

/** A business that the built-in issuer knows, with people who can be given cards. */
export async function enrolledBusiness(): Promise<TestBusiness> {
  const business = await testBusiness();
  await enrolAccount(business.system, {
    line1: "1 Main St",
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    country: "USA",
  });
  await settleWithIssuer();
  return business;
}

/** The cards that the issuer holds for a person, whatever the portal thinks. */
export async function cardsAtIssuer({ accountId }: TestBusiness, userId: number) {
  const user = await inAccount(accountId, (db) => db.user.findFirst({ where: { id: userId } }));
  const token = user && openField("User", user, "lithicAccountToken");
  return token ? listCards(token, new Date(0)) : [];
}

/** A card as it is in the portal's own table. */
export async function cardHere({ accountId }: TestBusiness, cardId: number) {
  const card = await inAccount(accountId, (db) => db.card.findFirst({ where: { id: cardId } }));
  if (!card) throw new Error(`There is no card ${cardId}`);
  return { ...card, token: openField("Card", card, "lithicCardToken") };
}

/** Lets the worker go on until nothing is owed any more, however long that takes; the test has taken the clock over. */
export async function recover(accountId: number): Promise<void> {
  for (let round = 0; round < 40; round++) {
    await settleWithIssuer();
    const unfinished = { status: { in: [...unfinishedStates] } };
    if (!(await inAccount(accountId, (db) => db.lithicOperation.findFirst({ where: unfinished, select: { id: true } })))) return;
    vi.setSystemTime(Date.now() + 21_000);
  }
  throw new Error("Something is still owed to the issuer");
}
