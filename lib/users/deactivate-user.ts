import { z } from "zod";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, rowId, seenVersion } from "@/lib/fields/column.ts";
import { keepAnOwner } from "./keep-an-owner.ts";
import { checkManage } from "./user.ts";

/** Deactivates a person and ends their sessions and open links at once. Throws RULE_BROKEN while
 *  they hold open cards, and for the last owner. */
export const deactivateUser = command({
  name: "user.deactivate",
  input: z.strictObject({ userId: rowId, reason, version: seenVersion }),
  async run({ db, actor, now, input: { userId, version } }) {
    const user = await db.findForUpdate("User", userId, version);
    checkManage(actor, user.role);
    if (user.status === "deactivated")
      throw new AppError("RULE_BROKEN", `${user.name} is already deactivated.`);
    // With the lock, a card issued at the same time is either found here or refused there.
    await db.lockAccount();
    const cards = await db.read.card.count({ where: { userId, status: { not: "inactive" } } });
    if (cards > 0) {
      const held = cards === 1 ? "an open card" : `${cards} open cards`;
      throw new AppError("RULE_BROKEN", `${user.name} still holds ${held}. Close them first.`);
    }
    await keepAnOwner(db, user);
    const deactivated = await db.update("User", user, { status: "deactivated" });
    await endSessions(db, userId, now, "deactivated");
    await endLinks(db, userId, now);
    return { userId: deactivated.id, version: deactivated.version };
  },
});
