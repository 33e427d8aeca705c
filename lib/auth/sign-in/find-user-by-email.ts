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

/** The user with an email address, in any account, unless deleted. A person who signs in has no
 *  account yet. */
export function findUserByEmail(email: string) {
  return acrossAccounts(() => findFields("User", { email: email.trim().toLowerCase() }, select));
}
