// node --import tsx e2e/access/write-businesses.ts ENGINE ADDRESS ADDRESS_WITHOUT_PROXY: creates
// the businesses for the access tests.
import { randomBytes, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { enrolAccount } from "@/lib/accounts/enrol-account.ts";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { createApiKey } from "@/lib/api-keys/create-api-key.ts";
import { actingIn, systemActor, userActor } from "@/lib/auth/actor.ts";
import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { hashToken } from "@/lib/auth/session/check-session.ts";
import { maxIdleSeconds, sessionCookie } from "@/lib/auth/session/session-cookie.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { writeToken } from "@/lib/auth/sign-in/next-auth.ts";
import { command } from "@/lib/command.ts";
import { connection } from "@/lib/db/client.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { Role } from "@/lib/permissions.ts";
import { env } from "@/lib/process/env.ts";
import { openSession } from "@/lib/sign-in/open-session.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { removeUser } from "@/lib/users/leaving/remove-user.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import { demoOperator } from "../../prisma/seed/demo-data.ts";
import {
  type Businesses,
  keyRoles,
  type Prepared,
  preparedFile,
  type RowIds,
  sets,
  takenProfileName,
} from "./businesses.ts";

const [engine = "", base = "", withoutProxy = ""] = process.argv.slice(2);
const nobody = () => ({ ip: null, userAgent: null, requestId: randomUUID() });
const seeder = (accountId: number) => systemActor("seed", accountId, randomUUID());
const passwordHash = await hashPassword(process.env.DEMO_PASSWORD ?? "");

const seedBusiness = command({
  name: "demo.seed",
  scope: "across",
  input: z.strictObject({ canary: z.string() }),
  async run({ db, now, input: { canary } }) {
    const account = await db.insert("Account", {
      businessName: `${canary} business`,
      ownerEmail: `owner@${canary}.example`,
      status: "pending",
      secondFactorFor: "nobody",
    });
    const within = db.within(account.id);
    const person = (name: string, role: Role = "user") => seedPerson(within, canary, name, role);
    const people = {
      owner: await person("owner", "owner"),
      admin: await person("admin", "admin"),
      analyst: await person("analyst", "analyst"),
      user: await person("user"),
      colleague: await person("colleague"),
      leaver: await person("leaver"),
      late: await person("late"),
      idle: await person("idle"),
    };
    const profile = await within.insert("SpendingProfile", {
      name: `${canary} profile`,
      dailyLimit: 10_000n,
    });
    const spare = await within.insert("SpendingProfile", { name: `${canary} spare profile` });
    const card = await seedCard(within, canary, { userId: people.user, spendingProfileId: profile.id });
    const colleaguesCard = await seedCard(within, canary, {
      userId: people.colleague,
      spendingProfileId: null,
    });
    const merchant = await within.insert("Merchant", { name: `${canary} shop` });
    const purchase = await seedPurchase(within, card, merchant);
    const colleaguesPurchase = await seedPurchase(within, colleaguesCard, merchant);
    const ended = { status: "done", endedAt: now } as const;
    const job = await within.insert("BulkJob", {
      userId: people.owner,
      verb: "card.freeze",
      input: "{}",
      total: 1,
      ...ended,
    });
    return {
      accountId: account.id,
      people,
      jobId: job.id,
      profileId: profile.id,
      spareId: spare.id,
      cardId: card.id,
      colleaguesCardId: colleaguesCard.id,
      purchaseId: purchase.id,
      colleaguesPurchaseId: colleaguesPurchase.id,
    };
  },
});

async function seedPerson(db: Writer, canary: string, name: string, role: Role): Promise<number> {
  const email = `${name}@${canary}.example`;
  return (
    await db.insert("User", {
      ...nameColumns({ givenName: canary, familyName: name }),
      email,
      role,
      status: "active",
      passwordHash,
      phone: "+12125550100",
    })
  ).id;
}

function seedCard(db: Writer, canary: string, of: { userId: number; spendingProfileId: number | null }) {
  const known = { lithicCardToken: randomUUID(), lastFour: "4242" };
  return db.insert("Card", {
    ...of,
    ...known,
    cardType: "debit",
    form: "virtual",
    status: "active",
    memo: `${canary} memo`,
  });
}

function seedPurchase(
  db: Writer,
  { id: cardId, userId, spendingProfileId }: Row<"Card">,
  { id: merchantId, name: merchantName }: Row<"Merchant">,
) {
  return db.insert("Transaction", {
    ...{ cardId, userId, spendingProfileId, merchantId, merchantName },
    lithicTransactionToken: randomUUID(),
    status: "settled",
    amount: 1_250n,
    listedAmount: 1_250n,
    currency: "USD",
    merchantAmount: 1_250n,
    merchantCurrency: "USD",
    merchantCategory: "5812",
    occurredAt: new Date(),
  });
}

const seedOldSession = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), tokenHash: z.string(), idle: z.boolean() }),
  async run({ db, now, input: { userId, tokenHash, idle } }) {
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    const expiresAt = idle ? new Date(now.getTime() + 3_600_000) : ago(1);
    const lastSeenAt = idle ? ago(maxIdleSeconds) : now;
    await db.insert("Session", {
      userId,
      tokenHash,
      expiresAt,
      lastSeenAt,
      authenticatedAt: ago(maxIdleSeconds),
    });
    return null;
  },
});

async function makeBusinesses(set: string): Promise<Businesses> {
  const ours = await makeBusiness(`${set}-ours`);
  const theirs = await makeBusiness(`${set}-theirs`);
  const suspended = await makeBusiness(`${set}-suspended`);
  const operator = await makeOperator(`operator@${ours.canary}.example`);
  const owner = userActor(
    { id: ours.people.owner, accountId: ours.rows.account, email: "owner", role: "owner" },
    nobody(),
  );
  const proven = { ...owner, session: { id: 0, authenticatedAt: new Date() } };
  const keyFor = async (role: (typeof keyRoles)[number]) =>
    [role, (await createApiKey(proven, { name: `Key of an ${role}`, role })).key] as const;
  const leaver = await openCookie(ours.rows.account, ours.people.leaver);
  await deactivateUser(owner, { userId: ours.people.leaver, reason: "Left" });
  const ofSuspended = await openCookie(suspended.rows.account, suspended.people.owner);
  await suspendAccount(actingIn(operator, suspended.rows.account), { reason: "Unpaid" });
  return {
    ours: ours.rows,
    theirs: theirs.rows,
    colleague: {
      ...ours.rows,
      user: ours.people.colleague,
      card: ours.colleaguesCardId,
      profile: ours.spareId,
      transaction: ours.colleaguesPurchaseId,
    },
    emails: {
      ...Object.fromEntries(
        ["owner", "admin", "user", "analyst"].map((role) => [role, `${role}@${ours.canary}.example`]),
      ),
      operator: operator.label,
      otherOwner: `owner@${theirs.canary}.example`,
    } as Businesses["emails"],
    keys: Object.fromEntries(await Promise.all(keyRoles.map(keyFor))) as Businesses["keys"],
    cookies: {
      deactivated: leaver,
      suspended: ofSuspended,
      expired: await oldCookie(ours.rows.account, ours.people.late, false),
      idle: await oldCookie(ours.rows.account, ours.people.idle, true),
    },
    canaries: { ours: ours.canary, theirs: theirs.canary },
  };
}

async function makeBusiness(canary: string) {
  const { accountId, people, jobId, profileId, cardId, purchaseId, ...others } = await seedBusiness(
    seeder(0),
    { canary },
  );
  await enrolAccount(seeder(accountId), {
    line1: "1 Main St",
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    country: "USA",
  });
  const name = takenProfileName;
  const { spendingProfileId } = await createSpendingProfile(seeder(accountId), { name });
  await deleteSpendingProfile(seeder(accountId), { spendingProfileId });
  // Its name is taken, so restoring it fails, and the tests can repeat the request.
  await createSpendingProfile(seeder(accountId), { name });
  const removed = {
    email: `removed@${canary}.example`,
    givenName: canary,
    familyName: "removed",
    role: "user",
  } as const;
  const { userId: removedUser } = await createUser(seeder(accountId), removed);
  await removeUser(seeder(accountId), { userId: removedUser });
  // Its address is taken in the same way.
  await createUser(seeder(accountId), removed);
  const rows: RowIds = {
    account: accountId,
    card: cardId,
    user: people.user,
    profile: profileId,
    deletedProfile: spendingProfileId,
    removedUser,
    job: jobId,
    transaction: purchaseId,
    analyst: people.analyst,
  };
  return { rows, canary, people, ...others };
}

const seedOperator = command({
  name: "demo.seed",
  input: z.strictObject({ email: z.string() }),
  async run({ db, input: { email } }) {
    return {
      userId: (
        await db.insert("User", {
          ...nameColumns({ givenName: "Olga", familyName: "Operator" }),
          email,
          role: "operator",
          status: "active",
          passwordHash,
        })
      ).id,
    };
  },
});

async function makeOperator(email: string) {
  const accountId = (await findUserByEmail(demoOperator.email))?.accountId ?? 0;
  const { userId } = await seedOperator(seeder(accountId), { email });
  return userActor({ id: userId, accountId, email, role: "operator" }, nobody());
}

async function openCookie(accountId: number, userId: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await openSession(seeder(accountId), { userId, tokenHash: hashToken(token), comparedHash: passwordHash });
  return cookieOf(userId, token);
}

async function oldCookie(accountId: number, userId: number, idle: boolean): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await seedOldSession(seeder(accountId), { userId, tokenHash: hashToken(token), idle });
  return cookieOf(userId, token);
}

const cookieOf = async (userId: number, sid: string) =>
  `${sessionCookie().name}=${await writeToken({ sub: String(userId), sid })}`;

const made: [string, Businesses][] = [];
for (const set of sets) made.push([set, await makeBusinesses(set)]);
await attemptAllDue();
const prepared = {
  databaseUrl: env().DATABASE_URL,
  base,
  withoutProxy,
  sets: Object.fromEntries(made) as Prepared["sets"],
};
writeFileSync(preparedFile(engine), JSON.stringify(prepared, undefined, 2), { mode: 0o600 });
await connection().close();
