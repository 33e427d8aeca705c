import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";

const select = {
  id: true,
  accountId: true,
  email: true,
  role: true,
  status: true,
  passwordHash: true,
  loginAttempts: true,
  lockedUntil: true,
  version: true,
} as const;

/** The user to whom an email address belongs, in any account, unless deleted. Who was only invited has
 *  not shown that the address is theirs. */
export function findUserByEmail(email: string) {
  return acrossAccounts(() =>
    findFields("User", { email: email.trim().toLowerCase(), status: ["active", "deactivated"] }, select),
  );
}
