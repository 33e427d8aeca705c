import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { seenVersion } from "@/lib/fields/column.ts";

/** Lets the people of a business in from everywhere again, when its list of networks locked them
 *  out. Needs a recent proof of who the actor is. Throws RULE_BROKEN when it has no list. */
export const clearAllowedNetworks = command({
  name: "account.clear-allowed-networks",
  input: z.strictObject({ version: seenVersion }),
  async run({ db, actor, now, input: { version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    requireRecentProof(actor, now);
    if (account.allowedNetworks === null)
      throw new AppError("RULE_BROKEN", "This business lets its people in from everywhere already.");
    const changed = await db.update("Account", account, { allowedNetworks: null });
    return { accountId: changed.id, version: changed.version };
  },
});
