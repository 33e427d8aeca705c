import { acrossAccounts } from "@/lib/db/transaction.ts";

/** The living user with an e-mail address, whatever the account: who signs in has none yet. */
export function findUserByEmail(email: string) {
  return acrossAccounts((db) =>
    db.user.findFirst({
      where: { email: email.trim().toLowerCase() },
      select: {
        id: true,
        accountId: true,
        email: true,
        role: true,
        status: true,
        passwordHash: true,
        loginAttempts: true,
        lockedUntil: true,
        version: true,
      },
    }),
  );
}
