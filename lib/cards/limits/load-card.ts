import { z } from "zod";
import { command, type Work } from "@/lib/command.ts";
import { invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { formatMoney, maxAmount } from "@/lib/money.ts";
import { loadOf } from "./load-of.ts";
import { requireProofToRaise } from "./require-proof-to-raise.ts";
import { setDesiredLimit } from "./set-desired-limit.ts";

/** Loads an amount, in minor units, on a reloadable card. It can be spent once the issuer has
 *  confirmed it. The load is sent only if the business has enough. One above the threshold of the
 *  business needs a recent proof of who the actor is. Throws RULE_BROKEN for a card
 *  that cannot be loaded, and INVALID_INPUT when the total would exceed the issuer's maximum. */
export const loadCard = command({
  name: "card.load",
  input: z.strictObject({ cardId: rowId, amount: amountInput, version: seenVersion }),
  async run(work) {
    const { cardId, amount, version } = work.input;
    const card = await work.db.findForUpdate("Card", cardId, version);
    const loaded = loadOf(card);
    const target = loaded + amount;
    if (target > maxAmount) throw invalidField("amount", await tooMuch(work, loaded));
    const limit = { spendLimit: target, spendLimitDuration: "forever" } as const;
    await requireProofToRaise(work, { ...limit, spendLimit: loaded }, limit);
    // The history says how much of the new total was asked for now.
    work.db.note("Card", card.id, { amount: Number(amount) });
    return setDesiredLimit(work, card, limit);
  },
});

async function tooMuch({ db, actor }: Work<unknown>, loaded: bigint): Promise<string> {
  const account = await db.read.account.findFirst({ where: { id: actor.accountId } });
  const money = (amount: bigint) => formatMoney(amount, account?.currency ?? "USD");
  return loaded === maxAmount
    ? `This card already holds ${money(maxAmount)}, the most that a card takes.`
    : `This card holds ${money(loaded)} and takes up to ${money(maxAmount)}. Load ${money(maxAmount - loaded)} or less.`;
}
