import { z } from "zod";
import { freezeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion, text } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canFreeze, cardStateLabel } from "../card.ts";
import { freezing } from "./desired-change.ts";

/** Freezes a card until it is unfrozen. Purchases decline as soon as the issuer has confirmed it.
 *  Throws RULE_BROKEN for a card that is not active. */
export const freezeCard = command({
  name: "card.freeze",
  input: z.strictObject({ cardId: rowId, reason: text("Card", "frozenReason"), version: seenVersion }),
  async run(work) {
    const { db, input } = work;
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canFreeze(card))
      throw new AppError(
        "RULE_BROKEN",
        `Only an active card can be frozen; this one is ${cardStateLabel(card).toLowerCase()}.`,
      );
    const frozen = await db.update("Card", card, freezing(work, input.reason));
    const operationId = await enqueue(work, freezeAtIssuer, card);
    return { cardId: frozen.id, version: frozen.version, operationId };
  },
});
