import { z } from "zod";
import { checkAccountIssues } from "@/lib/cards/issue/may-issue.ts";
import { issueAtIssuer } from "@/lib/cards/issuer/issue-card.ts";
import { closeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { command, type Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { replacementReasonLabels } from "../card.ts";
import { checkHolder } from "../state/check-holder.ts";
import { checkLastFour } from "../state/check-last-four.ts";
import { closing } from "../state/desired-change.ts";
import { checkReplaceable, replacementFor } from "./replacement-card.ts";

const input = z.strictObject({
  cardId: rowId,
  reason: z.enum(["lost", "stolen", "damaged"], { error: "Choose lost, stolen or damaged." }),
  /** Confirms that it is the right card, where the replacement closes it. */
  lastFour: z.string().optional(),
  shippingAddressId: rowId.nullable().default(null),
  spendLimit: amountInput.nullable().default(null),
  version: seenVersion,
});

type ReplaceWork = Work<z.output<typeof input>>;

/** Replaces a card with a new one: the same holder, limit, memo and rules, but another number. A
 *  lost or stolen card is closed; a damaged one keeps working. A physical card ships to the old
 *  card's address unless another is given. For a reloadable card, `spendLimit` is the amount to
 *  load, in minor units. A person confirms with the last four digits that it is the right card,
 *  which a program may leave out. Throws RULE_BROKEN for a card that is closed, never created or
 *  already replaced, and INVALID_INPUT naming the field. */
export const replaceCard = command({
  name: "card.replace",
  limit: "issue",
  input,
  async run(work) {
    const { db, now, input } = work;
    // Two concurrent replacements must see each other, and so must a deactivation of the holder.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    await checkReplaceable(work, card);
    checkReason(work, card);
    await checkAccountIssues(work);
    await checkHolder(work, card);
    const order = {
      holderId: card.userId,
      reason: input.reason,
      shippingAddressId: input.shippingAddressId ?? card.shippingAddressId,
      spendLimit: input.spendLimit,
    };
    const made = await db.insert("Card", await replacementFor(work, card, order));
    const old =
      input.reason === "damaged" ? card : await db.update("Card", card, closing(card, now, whyClosed(work)));
    db.note("Card", card.id, { replacedByCardId: made.id });
    if (input.reason !== "damaged") await enqueue(work, closeAtIssuer, card);
    await enqueue(work, issueAtIssuer, made);
    return { cardId: made.id, replacedCardId: old.id, version: old.version };
  },
});

function checkReason({ input }: ReplaceWork, card: Row<"Card">): void {
  if (input.reason !== "damaged" && input.lastFour !== undefined) checkLastFour(card, input.lastFour);
  if (input.reason === "damaged" && card.form !== "physical")
    throw invalidField("reason", "A virtual card cannot be damaged. Choose lost or stolen.");
}

const whyClosed = ({ input }: ReplaceWork) =>
  `${replacementReasonLabels[input.reason]}, replaced by another card`;
