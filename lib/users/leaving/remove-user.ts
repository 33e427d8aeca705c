import { z } from "zod";
import { revokeApiKeysOf } from "@/lib/auth/api-key/revoke-api-keys-of.ts";
import { endSecondFactors } from "@/lib/auth/factors/end-second-factors.ts";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, rowId, seenVersion } from "@/lib/fields/column.ts";
import { checkManage } from "../user.ts";

/** Removes a person who was deactivated or has not joined yet, which frees their address. They can
 *  be restored for a while, without password, second factors and API keys: somebody else may have
 *  the address. Throws RULE_BROKEN for somebody who may sign in, and while they hold open cards. */
export const removeUser = command({
  name: "user.remove",
  input: z.strictObject({ userId: rowId, reason: reason.optional(), version: seenVersion }),
  async run({ db, actor, now, input: { userId, version } }) {
    const user = await db.findForUpdate("User", userId, version);
    checkManage(actor, user.role);
    if (user.status === "active")
      throw new AppError("RULE_BROKEN", `${user.name} can still sign in. Deactivate them first.`);
    // With the lock, a card issued at the same time is either found here or refused there.
    await db.lockAccount();
    const cards = await db.read.card.count({ where: { userId, status: { not: "inactive" } } });
    if (cards > 0) {
      const held = cards === 1 ? "a card that is" : `${cards} cards that are`;
      throw new AppError(
        "RULE_BROKEN",
        `${user.name} holds ${held} not closed yet. Close or move them first, and wait until the issuer has confirmed it.`,
      );
    }
    await endLinks(db, userId, now);
    await revokeApiKeysOf(db, userId, now);
    const withoutFactors = await endSecondFactors(db, user);
    const withoutPassword = await db.update("User", withoutFactors, { passwordHash: null });
    const removed = await db.softDelete("User", withoutPassword);
    return { userId: removed.id, version: removed.version };
  },
});
