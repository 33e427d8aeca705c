import { z } from "zod";
import { activateAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canActivate } from "../card.ts";
import { checkHolder } from "./check-holder.ts";

/** Activates a physical card after it reaches its holder. Throws RULE_BROKEN for a card that the
 *  issuer has not shipped, that is already active, that waits for its spending profile, or whose
 *  holder is deactivated. */
export const activateCard = command({
  name: "card.activate",
  input: z.strictObject({ cardId: rowId, version: seenVersion }),
  async run(work) {
    const { db, now, input } = work;
    // A deactivation of the holder must see the card activated, or be seen.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canActivate(card))
      throw new AppError(
        "RULE_BROKEN",
        card.status === "pending" && card.desiredStatus === null
          ? "The issuer is still making this card. Activate it once it ships."
          : "Only a card that was shipped and not yet activated can be activated.",
      );
    if (card.profileDesiredAt !== null)
      throw new AppError(
        "RULE_BROKEN",
        "Its spending profile is not confirmed yet. Activate the card once it is, or choose another profile.",
      );
    await checkHolder(work, card);
    const activated = await db.update("Card", card, {
      desiredStatus: "active",
      desiredAt: now,
      issuerMessage: null,
    });
    await enqueue(work, activateAtIssuer, card);
    return { cardId: activated.id, version: activated.version };
  },
});
