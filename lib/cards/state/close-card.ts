import { z } from "zod";
import { closeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion, text } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canClose } from "../card.ts";
import { checkLastFour } from "./check-last-four.ts";
import { closing } from "./desired-change.ts";

/** Closes a card permanently. The last four digits confirm that it is the right card; a card
 *  without a number yet needs none. Throws INVALID_INPUT for other digits, and RULE_BROKEN for a
 *  closed card. */
export const closeCard = command({
  name: "card.close",
  input: z.strictObject({
    cardId: rowId,
    lastFour: z.string({ error: "Enter the last four digits of the card." }).default(""),
    reason: text("Card", "closedReason"),
    version: seenVersion,
  }),
  async run(work) {
    const { db, now, input } = work;
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (!canClose(card)) throw new AppError("RULE_BROKEN", "This card is already closed.");
    checkLastFour(card, input.lastFour);
    const closed = await db.update("Card", card, closing(card, now, input.reason));
    const operationId = await enqueue(work, closeAtIssuer, card);
    return { cardId: closed.id, version: closed.version, operationId };
  },
});
