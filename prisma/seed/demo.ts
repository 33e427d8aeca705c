import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { enrolAccount } from "@/lib/accounts/enrol-account.ts";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { refreshBalances } from "@/lib/accounts/issuer/sync-balances.ts";
import { createPlatform } from "@/lib/accounts/platform/create-platform.ts";
import { type Actor, systemActor, userActor } from "@/lib/auth/actor.ts";
import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { command } from "@/lib/command.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { activateSpendingProfile } from "@/lib/spending-profiles/lifecycle/activate-spending-profile.ts";
import { saveRules } from "@/lib/spending-profiles/rules/save-rules.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import { startListAtNewest } from "@/lib/webhooks/fill-gaps.ts";
import {
  type DemoBusiness,
  type DemoCard,
  type DemoPerson,
  demoBusinesses,
  demoOperator,
} from "./demo-data.ts";
import { seedLateTries, seedPurchases } from "./purchases/seed-purchases.ts";

const seeder = (accountId: number) => systemActor("seed", accountId, randomUUID());

/** Whether the demo is present. An installation that was set up in another way may not want one. */
export async function demoState(): Promise<"absent" | "present" | "not wanted"> {
  const platform = await acrossAccounts((db) =>
    db.account.findFirst({ where: { accountType: "platform" }, select: { ownerEmail: true } }),
  );
  if (!platform) return "absent";
  if (platform.ownerEmail !== demoOperator.email) return "not wanted";
  // The operator is created last. Without one, an earlier run was interrupted.
  return (await findUserByEmail(demoOperator.email)) ? "present" : "absent";
}

/** Creates the demo as people would: its cards are issued, frozen and closed at the built-in
 *  issuer, and used for 90 days before. Keeps what an earlier run has created. Everybody gets the
 *  same password. Without `isUsed`, no card has purchases. */
export async function seedDemo(password: string, { isUsed = true } = {}): Promise<void> {
  for (const [index, business] of demoBusinesses.entries()) {
    const before = await findUserByEmail(business.people[0].email);
    const accountId =
      before?.accountId ??
      (await seedBusiness(seeder(0), { index, passwordHashes: await hashes(password, business.people) }))
        .accountId;
    await issueCards(accountId, business, isUsed);
  }
  const platform = await acrossAccounts((db) =>
    db.account.findFirst({ where: { accountType: "platform" }, select: { id: true } }),
  );
  const accountId =
    platform?.id ??
    (
      await createPlatform(seeder(0), {
        businessName: "Platform",
        ownerEmail: demoOperator.email,
        secondFactorFor: "nobody",
      })
    ).accountId;
  await startListAtNewest();
  await seedOperator(seeder(accountId), { passwordHashes: await hashes(password, [demoOperator]) });
}

async function hashes(password: string, people: readonly DemoPerson[]): Promise<string[]> {
  const made: string[] = [];
  for (const _ of people) made.push(await hashPassword(password));
  return made;
}

const seedBusiness = command({
  name: "demo.seed",
  scope: "across",
  input: z.strictObject({ index: z.int(), passwordHashes: z.array(z.string()) }),
  async run({ db, now, input: { index, passwordHashes } }) {
    const business = demoBusinesses[index] as DemoBusiness;
    const account = await db.insert("Account", {
      businessName: business.name,
      ownerEmail: business.people[0].email,
      status: "pending",
      // The sign-in page of the demo fills in a password, and nothing else.
      secondFactorFor: "nobody",
    });
    const within = db.within(account.id);
    await insertPeople(within, business.people, passwordHashes, now);
    for (const { allowedCategories = [], blockedCategories = [], ...profile } of business.profiles)
      await saveRules(
        within,
        await within.insert("SpendingProfile", {
          ...profile,
          allowedCategories: [...allowedCategories],
          blockedCategories: [...blockedCategories],
        }),
      );
    for (const product of business.products) await within.insert("CardProduct", product);
    return { accountId: account.id };
  },
});

const seedOperator = command({
  name: "demo.seed",
  input: z.strictObject({ passwordHashes: z.array(z.string()) }),
  async run({ db, now, input }) {
    await insertPeople(db, [demoOperator], input.passwordHashes, now);
    return null;
  },
});

async function insertPeople(
  db: Writer,
  people: readonly DemoPerson[],
  passwordHashes: readonly string[],
  now: Date,
): Promise<void> {
  for (const [index, { phone = null, ...person }] of people.entries()) {
    const passwordHash = passwordHashes[index] ?? null;
    const user = await db.insert("User", {
      ...person,
      ...nameColumns(person),
      phone,
      status: "active",
      passwordHash,
      passwordChangedAt: now,
    });
    if (passwordHash) await db.insert("PasswordHistory", { userId: user.id, passwordHash });
  }
}

async function issueCards(accountId: number, business: DemoBusiness, isUsed: boolean): Promise<void> {
  const system = seeder(accountId);
  const account = await acrossAccounts((db) => db.account.findFirst({ where: { id: accountId } }));
  if (account?.lithicAccountToken === null) {
    await enrolAccount(system, { ...business.address, country: "USA" });
    await attemptAllDue();
    await depositAtSimulator(accountId, business.balance);
    await refreshBalances(new Date());
  }
  const manager = await findUserByEmail(
    (business.people.find(({ role }) => role === "admin") ?? business.people[0]).email,
  );
  if (!manager) throw new Error(`The demo has nobody who manages ${business.name}`);
  const actor = userActor(manager, nowhere());
  await activateProfiles(actor);
  for (const card of business.cards) await seedCard(system, actor, card);
  await finishOperations(accountId);
  const isFirst = isUsed && (await seedPurchases(accountId, new Date()));
  for (const card of business.cards) await endCard(system, actor, card);
  if (isFirst) await seedLateTries(accountId, new Date());
  await refreshBalances(new Date());
}

async function activateProfiles(manager: Actor): Promise<void> {
  const drafts = await acrossAccounts((db) =>
    db.spendingProfile.findMany({
      where: { accountId: manager.accountId, status: "draft" },
      orderBy: { id: "asc" },
    }),
  );
  for (const { id } of drafts) await activateSpendingProfile(manager, { spendingProfileId: id });
}

// A card that waits for the rules of its profile is opened at a second try.
async function finishOperations(accountId: number): Promise<void> {
  const where = { accountId, status: { in: [...pendingStatuses] } };
  const isPending = () =>
    acrossAccounts((db) => db.lithicOperation.findFirst({ where, select: { id: true } }));
  while (await isPending()) {
    await wait(100);
    await attemptAllDue();
  }
}

async function seedCard(system: Actor, manager: Actor, card: DemoCard): Promise<void> {
  const holder = await findUserByEmail(card.holder);
  if (!holder) throw new Error(`The demo has no ${card.holder}`);
  const names = await namesOf(system.accountId, card, holder.id);
  if (names.cardId !== undefined) return;
  const [spendLimit, spendLimitDuration] = card.limit ?? [null, null];
  const { cardId } = await issueCard(manager, {
    userId: holder.id,
    cardType: card.cardType ?? "debit",
    form: card.form,
    memo: card.memo,
    spendLimit,
    spendLimitDuration,
    spendingProfileId: names.spendingProfileId,
    shippingAddressId: card.form === "physical" ? names.addressId : null,
  });
  await attemptAllDue();
  await dressCard(system, { cardId, cardProductId: names.cardProductId });
}

async function endCard(system: Actor, manager: Actor, card: DemoCard): Promise<void> {
  const holder = await findUserByEmail(card.holder);
  if (!holder) throw new Error(`The demo has no ${card.holder}`);
  const { cardId, status } = await namesOf(system.accountId, card, holder.id);
  if (cardId === undefined || status !== "active") return;
  const reason = card.why ?? "";
  if (card.is === "frozen")
    await freezeCard(card.frozenByHolder ? userActor(holder, nowhere()) : manager, { cardId, reason });
  if (card.is === "closed")
    await closeCard(manager, { cardId, reason, lastFour: await lastFourOf(system.accountId, cardId) });
  await attemptAllDue();
}

const nowhere = () => ({ ip: null, userAgent: null, requestId: randomUUID() });

function namesOf(accountId: number, card: DemoCard, userId: number) {
  return acrossAccounts(async (db) => {
    const within = { accountId };
    const profile =
      card.profile && (await db.spendingProfile.findFirst({ where: { ...within, name: card.profile } }));
    const product = await db.cardProduct.findFirst({ where: { ...within, form: card.form } });
    const address = await db.address.findFirst({ where: { ...within, userId: null } });
    const present = await db.card.findFirst({
      where: { ...within, userId, memo: card.memo },
      select: { id: true, status: true },
    });
    return {
      spendingProfileId: profile ? profile.id : null,
      cardProductId: product?.id ?? null,
      addressId: address?.id ?? null,
      cardId: present?.id,
      status: present?.status,
    };
  });
}

const dressCard = command({
  name: "demo.seed",
  input: z.strictObject({
    cardId: z.int(),
    cardProductId: z.int().nullable(),
  }),
  async run({ db, input: { cardId, ...dress } }) {
    await db.update("Card", await db.findForUpdate("Card", cardId), dress);
    return null;
  },
});

async function lastFourOf(accountId: number, id: number): Promise<string> {
  const card = await acrossAccounts((db) =>
    db.card.findFirst({ where: { accountId, id }, select: { lastFour: true } }),
  );
  return card?.lastFour ?? "";
}
