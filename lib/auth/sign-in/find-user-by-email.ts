import { findRows } from "@/lib/db/statements.ts";
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
  secondFactorSince: true,
  version: true,
  account: { select: { allowedNetworks: true } },
} as const;

// Any business may have invited an address and deactivated the person before they accepted.
const maxWithOneAddress = 50;

/** The user to whom an email address belongs, in any account, unless deleted: the one who accepted
 *  an invitation to it by choosing a password. */
export async function findUserByEmail(email: string) {
  const equal = { email: email.trim().toLowerCase(), status: ["active", "deactivated"] };
  const order = { by: "id", take: maxWithOneAddress } as const;
  const users = await acrossAccounts(() => findRows("User", equal, select, order));
  return users.find(({ passwordHash }) => passwordHash !== null) ?? null;
}
