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

/** The living user with an email address, whatever the account: who signs in has none yet. */
export function findUserByEmail(email: string) {
  return acrossAccounts(() => findFields("User", { email: email.trim().toLowerCase() }, select));
}
