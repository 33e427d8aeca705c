import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice, rowId, seenVersion } from "@/lib/fields/column.ts";
import { confirmedLimit, desiredLimit, isSameLimit, limitFault } from "../card.ts";
import { checkChangeable } from "../check-changeable.ts";
import { requireProofToRaise } from "./require-proof-to-raise.ts";
import { setDesiredLimit } from "./set-desired-limit.ts";

/** Requests another limit for a card, in minor units, or no limit when both parts are null. It
 *  applies once the issuer has confirmed it. A raise above the threshold of the business needs a
 *  recent proof of who the actor is. Throws INVALID_INPUT naming the field, and RULE_BROKEN for a
 *  card that is not created yet, is closed or reloadable, or already has that limit. */
export const changeCardLimit = command({
  name: "card.change-limit",
  input: z.strictObject({
    cardId: rowId,
    spendLimit: amountInput.nullable(),
    spendLimitDuration: choice("Card", "spendLimitDuration").nullable(),
    version: seenVersion,
  }),
  async run(work) {
    const { cardId, version, spendLimit, spendLimitDuration } = work.input;
    const card = await work.db.findForUpdate("Card", cardId, version);
    checkChangeable(card);
    if (card.cardType === "reloadable")
      throw new AppError("RULE_BROKEN", "A reloadable card spends what is on it. Load or unload it instead.");
    const limit = { spendLimit, spendLimitDuration };
    const fault = limitFault(limit);
    if (fault) throw invalidField(...fault);
    const before = desiredLimit(card) ?? confirmedLimit(card);
    if (isSameLimit(before, limit)) throw new AppError("RULE_BROKEN", "This is already the card's limit.");
    await requireProofToRaise(work, before, limit);
    return setDesiredLimit(work, card, limit);
  },
});
