import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createPlatform } from "../lib/accounts/create-platform.ts";
import { systemActor } from "../lib/auth/actor.ts";
import { findUserByEmail } from "../lib/auth/find-user-by-email.ts";
import { hashPassword } from "../lib/auth/password-hash.ts";
import { command } from "../lib/command.ts";
import { acrossAccounts } from "../lib/db/transaction.ts";
import type { Writer } from "../lib/db/writer.ts";
import { keepRules } from "../lib/spending-profiles/keep-rules.ts";
import { type DemoBusiness, type DemoCard, type DemoPerson, demoBusinesses, demoOperator } from "./demo-data.ts";

const actor = (accountId: number) => systemActor("seed", accountId, randomUUID());

/** How the demo stands: an installation may have been set up in another way, without one. */
export async function demoState(): Promise<"absent" | "present" | "not wanted"> {
  const platform = await acrossAccounts((db) => db.account.findFirst({ where: { accountType: "platform" }, select: { ownerEmail: true } }));
  if (!platform) return "absent";
  if (platform.ownerEmail !== demoOperator.email) return "not wanted";
  // The operator comes last: without one, an earlier run was cut short.
  return (await findUserByEmail(demoOperator.email)) ? "present" : "absent";
}

/** Writes the demo: what an earlier run has already written is left as it is. Everybody gets the same password. */
export async function seedDemo(password: string): Promise<void> {
  for (const [index, business] of demoBusinesses.entries()) {
    if (await findUserByEmail(business.people[0].email)) continue;
    await seedBusiness(actor(0), { index, passwordHashes: await hashes(password, business.people) });
  }
  const platform = await acrossAccounts((db) => db.account.findFirst({ where: { accountType: "platform" }, select: { id: true } }));
  const accountId =
    platform?.id ?? (await createPlatform(actor(0), { businessName: "Platform", ownerEmail: demoOperator.email })).accountId;
  await seedOperator(actor(accountId), { passwordHashes: await hashes(password, [demoOperator]) });
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
      status: "active",
      balance: business.balance,
      balanceAsOf: now,
    });
    const within = db.within(account.id);
    await within.update("Account", account, {
      lithicAccountToken: randomUUID(),
      lithicAccountHolderToken: randomUUID(),
      lithicFinancialAccountToken: randomUUID(),
    });
    const names = {
      people: await insertPeople(within, business.people, passwordHashes, now),
      profiles: await insertProfiles(within, business),
      products: await insertProducts(within, business),
      addressId: await insertAddress(within, business),
      cards: new Map<string, number>(),
    };
    for (const card of business.cards) names.cards.set(card.memo, await insertCard(within, card, names, now));
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
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const [index, { phone = null, ...person }] of people.entries()) {
    const passwordHash = passwordHashes[index] ?? null;
    const atIssuer =
      person.role === "operator" || person.role === "analyst"
        ? {}
        : { lithicAccountToken: randomUUID(), lithicAccountHolderToken: randomUUID() };
    const user = await db.insert("User", { ...person, ...atIssuer, phone, status: "active", passwordHash, passwordChangedAt: now });
    if (passwordHash) await db.insert("PasswordHistory", { userId: user.id, passwordHash });
    ids.set(person.email, user.id);
  }
  return ids;
}

async function insertProfiles(db: Writer, { profiles }: DemoBusiness): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { allowedCategories = [], blockedCategories = [], ...profile } of profiles) {
    const row = await db.insert("SpendingProfile", {
      ...profile,
      allowedCategories: [...allowedCategories],
      blockedCategories: [...blockedCategories],
    });
    await keepRules(db, row);
    ids.set(profile.name, row.id);
  }
  return ids;
}

async function insertProducts(db: Writer, { products }: DemoBusiness): Promise<Map<string, { id: number; form: string }>> {
  const rows = new Map<string, { id: number; form: string }>();
  for (const product of products) rows.set(product.name, await db.insert("CardProduct", product));
  return rows;
}

async function insertAddress(db: Writer, { address }: DemoBusiness): Promise<number> {
  return (await db.insert("Address", { ...address, label: "Head office", country: "USA" })).id;
}

interface Names {
  readonly people: ReadonlyMap<string, number>;
  readonly profiles: ReadonlyMap<string, number>;
  readonly products: ReadonlyMap<string, { id: number; form: string }>;
  readonly addressId: number;
  readonly cards: ReadonlyMap<string, number>;
}

async function insertCard(db: Writer, card: DemoCard, names: Names, now: Date): Promise<number> {
  const { holder, memo, status, lastFour = null, why = null, frozenBy = "system", limit, cardType = "debit" } = card;
  const userId = names.people.get(holder) as number;
  const product = names.products.get(card.product) as { id: number; form: string };
  const row = await db.insert("Card", {
    userId,
    spendingProfileId: names.profiles.get(card.profile ?? "") ?? null,
    cardProductId: product.id,
    shippingAddressId: product.form === "physical" ? names.addressId : null,
    replacesCardId: names.cards.get(card.replaces ?? "") ?? null,
    lithicCardToken: status === "pending" ? null : randomUUID(),
    cardType,
    form: product.form,
    status,
    memo,
    lastFour,
    ...(limit && { spendLimit: limit[0], spendLimitDuration: limit[1] }),
    ...(status === "frozen" && {
      frozenAt: now,
      frozenReason: why,
      frozenByRole: frozenBy,
      frozenByUserId: frozenBy === "user" ? userId : null,
    }),
    ...(status === "inactive" && { closedAt: now, closedReason: why }),
  });
  return row.id;
}
