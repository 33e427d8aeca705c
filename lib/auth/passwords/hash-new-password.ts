import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { checkNewPassword } from "@/lib/auth/passwords/password-rules.ts";
import { inAccount } from "@/lib/db/transaction.ts";

/** The person who gets a password. */
interface Owner {
  readonly accountId: number;
  readonly businessName: string;
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string | null;
  };
}

const passwordsRemembered = 4;

/** Checks a new password by the rules and returns its hash. It takes a second of a thread, so it
 *  comes before the change. Throws INVALID_INPUT at `password`, BUSY. */
export async function hashNewPassword(password: string, owner: Owner): Promise<string> {
  const { accountId, businessName, user } = owner;
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
    hasSecondFactor: false,
  });
  return hashPassword(password);
}
