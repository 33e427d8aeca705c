import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createPlatform } from "@/lib/accounts/platform/create-platform.ts";
import { type Actor, systemActor, userActor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { openRaw, type RawDatabase } from "@/lib/db/raw/raw-database.ts";
import type { Role } from "@/lib/permissions.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import { connection } from "../db/client.ts";

/** A business with one active person in each role, and a card of its cardholder. */
export interface TestBusiness {
  readonly accountId: number;
  readonly system: Actor;
  readonly owner: Actor;
  readonly admin: Actor;
  readonly user: Actor;
  readonly analyst: Actor;
  readonly cardId: number;
  readonly spendingProfileId: number;
}

const memberRoles = ["owner", "admin", "user", "analyst"] as const;

const seedBusiness = command({
  name: "demo.seed",
  scope: "across",
  input: z.strictObject({ name: z.string() }),
  async run({ db, input: { name } }) {
    const account = await db.insert("Account", {
      businessName: name,
      ownerEmail: `owner@${name}.example`,
      status: "active",
    });
    const within = db.within(account.id);
    const people: Record<string, number> = {};
    for (const role of memberRoles) {
      const user = await within.insert("User", {
        ...nameColumns({ givenName: `${role} of`, familyName: name }),
        email: `${role}@${name}.example`,
        role,
        status: "active",
        phone: "+12125550100",
      });
      people[role] = user.id;
    }
    const profile = await within.insert("SpendingProfile", { name: "Travel", dailyLimit: 10_000n });
    const card = await within.insert("Card", {
      userId: people.user as number,
      spendingProfileId: profile.id,
      cardType: "debit",
      form: "virtual",
      status: "active",
      lithicCardToken: randomUUID(),
      lastFour: "4242",
      memo: "Coffee",
    });
    return { accountId: account.id, people, cardId: card.id, spendingProfileId: profile.id };
  },
});

/** Creates a business in the test database. */
export async function testBusiness(name = `b${randomUUID().slice(0, 8)}`): Promise<TestBusiness> {
  const { accountId, people, cardId, spendingProfileId } = await seedBusiness(testSystem(0), { name });
  const person = (role: Role) =>
    userActor(
      { id: people[role] as number, accountId, email: `${role}@${name}.example`, role },
      testOrigin(),
      testSession(),
    );
  return {
    accountId,
    system: testSystem(accountId),
    owner: person("owner"),
    admin: person("admin"),
    user: person("user"),
    analyst: person("analyst"),
    cardId,
    spendingProfileId,
  };
}

const seedOperator = command({
  name: "demo.seed",
  input: z.strictObject({}),
  async run({ db }) {
    const user = await db.insert("User", {
      ...nameColumns({ givenName: "Operator", familyName: "" }),
      email: `operator-${randomUUID()}@demo.example`,
      role: "operator",
      status: "active",
    });
    return { userId: user.id, email: user.email };
  },
});

let platform: Promise<{ accountId: number }> | undefined;

/** The platform of the test database, created at first use. */
export function testPlatform(): Promise<{ accountId: number }> {
  platform ??= createPlatform(testSystem(0), {
    businessName: "Platform",
    ownerEmail: "platform@demo.example",
  });
  return platform;
}

/** Creates an operator of the platform. */
export async function testOperator(): Promise<Actor> {
  const { accountId } = await testPlatform();
  const { userId, email } = await seedOperator(testSystem(accountId), {});
  return userActor({ id: userId, accountId, email, role: "operator" }, testOrigin(), testSession());
}

/** The system as the actor in an account. */
export function testSystem(accountId: number): Actor {
  return systemActor("test", accountId, randomUUID());
}

const testOrigin = () => ({ ip: "192.0.2.1", userAgent: "test", requestId: randomUUID() });

/** A session that has just begun. */
export const testSession = () => ({ id: 1, authenticatedAt: new Date() });

/** The test database in plain SQL, as portal_system or as its administrator. */
export function rawTestDatabase(options: { asLogin?: boolean } = {}): Promise<RawDatabase> {
  return openRaw(connection().url, options);
}

/** The engine this test runs on. */
export const testEngine = process.env.TEST_ENGINE as "sqlite" | "postgresql";
