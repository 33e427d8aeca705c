import { vi } from "vitest";
import { enrolAccount } from "@/lib/accounts/enrol-account.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { activateCard } from "@/lib/cards/state/activate-card.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { attemptsInBackground } from "@/lib/outbox/attempt.ts";
import { fillGaps } from "@/lib/webhooks/fill-gaps.ts";
import { handleWebhooks } from "@/lib/webhooks/handle-webhooks.ts";
import { listCardsAtIssuer } from "../lithic/cards.ts";
import { simulator } from "../lithic/simulator-connection.ts";
import { attemptAllDue } from "../operations.ts";
import { pendingStatuses } from "../outbox/pending.ts";
import { type TestBusiness, testBusiness, testPlatform } from "./test-database.ts";

/** Creates a business that is registered with the built-in issuer, with people who can get
 *  cards. */
export async function enrolledBusiness(): Promise<TestBusiness> {
  const business = await testBusiness();
  await enrolAccount(business.system, {
    line1: "1 Main St",
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    country: "USA",
  });
  // On a busy machine the first call goes on in the background.
  await vi.waitFor(
    async () => {
      await attemptAllDue();
      if (await hasUnfinished(business.accountId)) throw new Error("The business is not registered yet");
    },
    { timeout: 30_000 },
  );
  return business;
}

/** The cards that the issuer holds for a person, whatever the portal has stored. */
export async function cardsAtIssuer({ accountId }: TestBusiness, userId: number) {
  const user = await inAccount(accountId, (db) => db.user.findFirst({ where: { id: userId } }));
  const token = user && openField("User", user, "lithicAccountToken");
  return token ? listCardsAtIssuer(token, new Date(0)) : [];
}

/** Calls the issuer without the portal and returns its answer. Throws when it refuses. */
export async function atIssuer(
  method: string,
  path: string,
  body?: object,
  key?: string,
): Promise<Record<string, unknown>> {
  const headers = {
    Authorization: "test",
    "Content-Type": "application/json",
    ...(key !== undefined && { "Idempotency-Key": key }),
  };
  const answer = await simulator().fetch(`https://sandbox.lithic.com${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** A card in the portal's own table. */
export async function cardHere({ accountId }: TestBusiness, cardId: number) {
  const card = await inAccount(accountId, (db) => db.card.findFirst({ where: { id: cardId } }));
  if (!card) throw new Error(`There is no card ${cardId}`);
  return { ...card, token: openField("Card", card, "lithicCardToken") };
}

/** An address in the United States. */
export const testAddress = {
  line1: "1 Main St",
  line2: null,
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};

/** Issues a card to a person, created by the issuer too. A virtual card is active, and a physical
 *  one is on its way. */
export async function issuedCard(
  { owner, system }: TestBusiness,
  given: Partial<Parameters<typeof issueCard>[1]> = {},
): Promise<number> {
  const delivery = given.form === "physical" ? { shippingAddress: testAddress } : {};
  const { cardId } = await issueCard(owner, {
    userId: 0,
    cardType: "debit",
    form: "virtual",
    memo: "Lunch",
    ...delivery,
    ...given,
  });
  await recover(system.accountId);
  return cardId;
}

/** Creates a physical card that was shipped and activated. */
export async function cardInUse(business: TestBusiness, userId: number): Promise<number> {
  const cardId = await issuedCard(business, { userId, form: "physical" });
  await ship(business, cardId);
  await activateCard(business.owner, { cardId });
  await recover(business.accountId);
  return cardId;
}

/** Has the built-in issuer ship a physical card, and syncs the portal. */
export async function ship(business: TestBusiness, cardId: number): Promise<void> {
  simulator().advance((await cardHere(business, cardId)).token ?? "");
  await hearIssuer();
  if ((await cardHere(business, cardId)).shippedAt === null)
    throw new Error("The portal did not see that the card was sent");
}

/** Has the portal handle everything that the issuer sends. */
export async function hearIssuer(): Promise<void> {
  await testPlatform();
  await fillGaps();
  while (await handleWebhooks());
}

/** Runs the worker until nothing is pending, however long that takes. The test uses fake timers. */
export async function recover(accountId: number): Promise<void> {
  // Half an hour: the issuer can ask for five minutes at each of several calls.
  for (let round = 0; round < 90; round++) {
    await attemptAllDue();
    // The clock must not pass the end of their leases while they run.
    await attemptsInBackground();
    if (!(await hasUnfinished(accountId))) return;
    vi.setSystemTime(Date.now() + 21_000);
  }
  throw new Error("An operation is still pending");
}

async function hasUnfinished(accountId: number): Promise<boolean> {
  const where = { status: { in: [...pendingStatuses] } };
  const found = await inAccount(accountId, (db) =>
    db.lithicOperation.findFirst({ where, select: { id: true } }),
  );
  return found !== null;
}
