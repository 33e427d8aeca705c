import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { amountInput, maxAmount } from "@/lib/money.ts";
import { loadOf } from "./load-of.ts";
import { setDesiredLimit } from "./set-desired-limit.ts";

/** Loads an amount, in minor units, on a reloadable card. It can be spent once the issuer has
 *  confirmed it. The load is sent only if the business has enough. Throws RULE_BROKEN for a card
 *  that cannot be loaded, and INVALID_INPUT when the total would exceed the issuer's maximum. */
export const loadCard = command({
  name: "card.load",
  input: z.strictObject({ cardId: rowId, amount: amountInput, version: seenVersion }),
  async run(work) {
    const { cardId, amount, version } = work.input;
    const card = await work.db.findForUpdate("Card", cardId, version);
    const target = loadOf(card) + amount;
    if (target > maxAmount)
      throw new AppError("INVALID_INPUT", undefined, {
        fields: { amount: "Together with what was loaded before, this is more than a card takes." },
      });
    return setDesiredLimit(work, card, { spendLimit: target, spendLimitDuration: "forever" });
  },
});
