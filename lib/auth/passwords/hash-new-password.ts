import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { checkNewPassword } from "@/lib/auth/passwords/password-rules.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";

/** The person who gets a password. */
interface Owner {
  readonly accountId: number;
  readonly businessName: string;
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string | null;
    readonly secondFactorSince: Date | null;
  };
}

const passwordsRemembered = 4;

/** Checks a new password by the rules and returns its hash. It takes a second of a thread, so it
 *  comes before the change. Throws INVALID_INPUT at `password`, BUSY. */
export function hashNewPassword(password: string, owner: Owner): Promise<string> {
  // One at a time, so that nobody takes the threads from those who sign in.
  return oneByOne(`new password ${owner.user.id}`, () => hash(password, owner));
}

/** Checks the password of a person who never had one, and returns its hash. They are known by these
 *  words. Throws as `hashNewPassword` does. */
export function hashFirstPassword(password: string, words: readonly string[]): Promise<string> {
  return oneByOne("first password", async () => {
    await checkNewPassword(password, { words, hashesBefore: [], hasSecondFactor: false });
    return hashPassword(password);
  });
}

async function hash(password: string, { accountId, businessName, user }: Owner): Promise<string> {
  const before = await inAccount(accountId, (db) =>
    db.passwordHistory.findMany({
      where: { userId: user.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: passwordsRemembered,
      select: { passwordHash: true },
    }),
  );
  const known = [user.passwordHash ?? [], before.map(({ passwordHash }) => passwordHash)].flat(2);
  await checkNewPassword(password, {
    words: [user.name, user.email, businessName],
    hashesBefore: [...new Set(known)].slice(0, passwordsRemembered),
    hasSecondFactor: user.secondFactorSince !== null,
  });
  return hashPassword(password);
}
