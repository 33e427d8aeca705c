import { acrossAccounts } from "@/lib/db/transaction.ts";

// All bundles that Next makes of this module share it.
const held = globalThis as typeof globalThis & { portalHasPeople?: true };

/** Whether anybody ever chose a password here, so that set-up is over for good. Once it is, the
 *  database is not asked again. */
export async function hasPeople(): Promise<boolean> {
  if (held.portalHasPeople) return true;
  const where = { passwordHash: { not: null } };
  const person = await acrossAccounts((db) => db.user.findFirst({ where, select: { id: true } }), "included");
  if (person) held.portalHasPeople = true;
  return person !== null;
}
