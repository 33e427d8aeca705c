import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { choice, seenVersion } from "@/lib/fields/column.ts";

/** Opens the portal to businesses that sign themselves up, or closes it to them. Open links stop
 *  working while it is closed. Needs a recent proof of who the actor is. */
export const setSignUp = command({
  name: "account.set-sign-up",
  input: z.strictObject({ signUp: choice("Account", "signUp"), version: seenVersion }),
  async run({ db, actor, now, input: { signUp, version } }) {
    const platform = await db.findForUpdate("Account", actor.accountId, version);
    requireRecentProof(actor, now);
    if (platform.accountType !== "platform")
      throw new AppError("RULE_BROKEN", "Sign-up can only be opened or closed for the platform.");
    const changed = await db.update("Account", platform, { signUp });
    return { signUp: changed.signUp, version: changed.version };
  },
});
