import { z } from "zod";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, rowId, seenVersion } from "@/lib/fields/column.ts";
import { keepSomebodyInCharge } from "../keep-somebody-in-charge.ts";
import { checkManage } from "../user.ts";
import { changeOpenCards } from "./change-open-cards.ts";
import { checkNamed, findOpenCards, openCardsInput } from "./open-cards.ts";

/** Deactivates a person and ends their sessions and open links at once. While they hold open cards,
 *  `openCards` says what happens to all of them, in the same transaction, and names each: they are
 *  frozen, closed, or moved to another person. Throws RULE_BROKEN without that and for the last
 *  owner or operator, STALE for an open card that is not named, and INVALID_INPUT naming the
 *  field. */
export const deactivateUser = command({
  name: "user.deactivate",
  input: z.strictObject({
    userId: rowId,
    reason,
    openCards: openCardsInput.optional(),
    version: seenVersion,
  }),
  async run(work) {
    const { db, actor, now, input } = work;
    const { userId, openCards, version } = input;
    const user = await db.findForUpdate("User", userId, version);
    checkManage(actor, user.role);
    if (user.status === "deactivated")
      throw new AppError("RULE_BROKEN", `${user.name} is already deactivated.`);
    // With the lock, a card issued at the same time is either found here or refused there.
    await db.lockAccount();
    const cards = await findOpenCards(db.read, userId);
    await checkNamed(db.read, user, cards, openCards);
    await keepSomebodyInCharge(db, user);
    if (openCards && cards.length > 0) {
      const changed = await changeOpenCards(work, cards, openCards);
      if (changed > 0) db.note("User", userId, { [counted[openCards.verb]]: changed });
    }
    const deactivated = await db.update("User", user, { status: "deactivated" });
    await endSessions(db, userId, now, "deactivated");
    await endLinks(db, userId, now);
    return { userId: deactivated.id, version: deactivated.version };
  },
});

// The names under which the history of the person says how many cards changed.
const counted = {
  "card.freeze": "cardsFrozen",
  "card.close": "cardsClosed",
  "card.move": "cardsMoved",
} as const;
