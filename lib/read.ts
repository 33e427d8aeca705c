import type { Actor } from "@/lib/auth/actor.ts";
import { ownRows } from "@/lib/auth/own-rows.ts";
import { inAccount, type Reader } from "@/lib/db/transaction.ts";
import { noteIfRefused } from "@/lib/note-if-refused.ts";
import { forbidden, type Permission, type Reach, reachFor } from "@/lib/permissions.ts";

/** Reads what a permission allows in the actor's account. When it reaches only the actor's own
 *  rows, all other rows are invisible. Throws FORBIDDEN without the permission. That, and a row
 *  that is not there (`noRow`), stands in the audit log. */
export async function readAs<T>(
  actor: Actor,
  permission: Permission,
  work: (db: Reader, reach: Reach) => Promise<T>,
): Promise<T> {
  try {
    const reach = reachFor(actor, permission);
    if (!reach) throw forbidden(actor);
    return await inAccount(actor.accountId, (db) => work(db, reach), "hidden", ownRows(actor, reach));
  } catch (error) {
    await noteIfRefused(error, actor, permission);
    throw error;
  }
}

/** Checks a permission for a page that only offers something. Throws FORBIDDEN, which stands in the
 *  audit log. */
export async function requirePermission(actor: Actor, permission: Permission): Promise<void> {
  await readAs(actor, permission, async () => undefined);
}
