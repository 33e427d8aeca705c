import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { seenVersion } from "@/lib/fields/column.ts";

/** Sets above which amount, in minor units, people of the actor's business confirm who they are
 *  when they raise a card's limit. Needs a recent proof. */
export const setConfirmAboveLimit = command({
  name: "account.set-confirm-above-limit",
  input: z.strictObject({ confirmAboveLimit: amountInput, version: seenVersion }),
  async run({ db, actor, now, input: { confirmAboveLimit, version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    requireRecentProof(actor, now);
    const changed = await db.update("Account", account, { confirmAboveLimit });
    return { accountId: changed.id, version: changed.version };
  },
});
