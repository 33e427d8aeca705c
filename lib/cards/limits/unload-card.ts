import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { loadOf } from "./load-of.ts";
import { setDesiredLimit } from "./set-desired-limit.ts";

/** Unloads an amount, in minor units, from a reloadable card. It cannot be spent any more once the
 *  issuer has confirmed it. Throws RULE_BROKEN for a card that cannot be loaded, and INVALID_INPUT
 *  when nothing would be left, because the issuer reads zero as no limit. */
export const unloadCard = command({
  name: "card.unload",
  input: z.strictObject({ cardId: rowId, amount: amountInput, version: seenVersion }),
  async run(work) {
    const { cardId, amount, version } = work.input;
    const card = await work.db.findForUpdate("Card", cardId, version);
    const target = loadOf(card) - amount;
    if (target < 1n)
      throw new AppError("INVALID_INPUT", undefined, {
        fields: {
          amount: "A reloadable card cannot be emptied. To stop all spending, freeze or close it instead.",
        },
      });
    // The history says how much of the new total was asked for now.
    work.db.note("Card", card.id, { amount: Number(amount) });
    return setDesiredLimit(work, card, { spendLimit: target, spendLimitDuration: "forever" });
  },
});
