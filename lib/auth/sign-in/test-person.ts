import { randomUUID } from "node:crypto";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { command } from "@/lib/command.ts";
import { testSystem } from "@/lib/testing/test-database.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";

/** A person in an account of their own, ready to sign in. */
export interface TestPerson {
  readonly accountId: number;
  readonly userId: number;
  readonly email: string;
}

/** The password of every test person. */
export const testPassword = "kavo-mire-tulo-sepa";

let kept: Promise<string> | undefined;

const seedPerson = command({
  name: "demo.seed",
  scope: "across",
  input: z.strictObject({
    role: z.enum(["owner", "admin", "user", "analyst"]),
    status: z.enum(["invited", "active", "deactivated"]),
    accountStatus: z.enum(["pending", "active", "suspended", "closed"]),
    passwordHash: z.string().nullable(),
  }),
  async run({ db, input: { role, status, accountStatus, passwordHash } }) {
    const name = `p${randomUUID().slice(0, 8)}`;
    const suspendedReason = accountStatus === "suspended" ? "Unpaid" : null;
    const account = await db.insert("Account", {
      businessName: name,
      ownerEmail: `o@${name}.example`,
      status: accountStatus,
      suspendedReason,
    });
    const email = `${role}@${name}.example`;
    const user = await db.within(account.id).insert("User", {
      ...nameColumns({ givenName: name, familyName: "" }),
      email,
      role,
      status,
      passwordHash,
    });
    return { accountId: account.id, userId: user.id, email };
  },
});

/** Creates a person with the test password. By default active, and an owner. */
export async function testPerson(given: Partial<Parameters<typeof seedPerson>[1]> = {}): Promise<TestPerson> {
  kept ??= hashPassword(testPassword);
  const standard = {
    role: "owner",
    status: "active",
    accountStatus: "active",
    passwordHash: await kept,
  } as const;
  return seedPerson(testSystem(0), { ...standard, ...given });
}

const changePerson = command({
  name: "user.confirm",
  input: z.strictObject({
    userId: z.int(),
    role: z.enum(["owner", "admin", "user", "analyst"]).optional(),
    status: z.enum(["active", "deactivated"]).optional(),
    passwordHash: z.string().optional(),
    deleted: z.boolean().default(false),
  }),
  async run({ db, input: { userId, deleted, ...change } }) {
    const user = await db.update("User", await db.findForUpdate("User", userId), change);
    if (deleted) await db.softDelete("User", user);
    return null;
  },
});

/** Changes a test person without any checks. */
export async function changeTestPerson(
  person: TestPerson,
  change: Omit<Parameters<typeof changePerson>[1], "userId">,
): Promise<void> {
  await changePerson(testSystem(person.accountId), { userId: person.userId, ...change });
}
