import { z } from "zod";
import { unfreezeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canUnfreeze, cardStateLabel } from "../card.ts";
import { checkHolder } from "./check-holder.ts";

/** Unfreezes a card. Cardholders can undo only their own freeze. Throws RULE_BROKEN for a card that
 *  is not frozen or whose holder is deactivated, and for a cardholder when somebody else froze
 *  it. */
export const unfreezeCard = command({
  name: "card.unfreeze",
  input: z.strictObject({ cardId: rowId, reason: reason.optional(), version: seenVersion }),
  async run(work) {
    const { db, actor, reach, now, input } = work;
    // A deactivation of the holder must see the card unfrozen, or be seen.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canUnfreeze(card))
      throw new AppError(
        "RULE_BROKEN",
        `Only a frozen card can be unfrozen; this one is ${cardStateLabel(card).toLowerCase()}.`,
      );
    if (reach === "own" && card.frozenByUserId !== actor.userId)
      throw new AppError(
        "RULE_BROKEN",
        "Somebody else froze this card. Ask an owner or admin of your business to unfreeze it.",
      );
    await checkHolder(work, card);
    // The freeze was not confirmed yet, so its reason and author are dropped.
    const forgotten =
      card.status === "frozen"
        ? {}
        : { frozenAt: null, frozenReason: null, frozenByRole: null, frozenByUserId: null };
    const unfrozen = await db.update("Card", card, {
      desiredStatus: "active",
      desiredAt: now,
      issuerMessage: null,
      ...forgotten,
    });
    const operationId = await enqueue(work, unfreezeAtIssuer, card);
    return { cardId: unfrozen.id, version: unfrozen.version, operationId };
  },
});
