import type { Actor } from "@/lib/auth/actor.ts";
import { inAccount, type Reader } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { type Permission, type Reach, reachFor } from "@/lib/permissions.ts";

/** Reads in the actor's account what a permission allows; `reach` says how far. Throws FORBIDDEN without the permission. */
export async function readAs<T>(
  actor: Actor,
  permission: Permission,
  work: (db: Reader, reach: Reach) => Promise<T>,
): Promise<T> {
  const reach = reachFor(actor, permission);
  if (!reach) throw new AppError("FORBIDDEN");
  return inAccount(actor.accountId, (db) => work(db, reach));
}
