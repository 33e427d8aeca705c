import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { choice, seenVersion } from "@/lib/fields/column.ts";
import { env } from "@/lib/process/env.ts";

/** Sets who of the actor's business must have a second factor. Whoever lacks it adds it at their next
 *  request. "nobody" is for trying the portal out: only the simulator has it. Needs a recent proof of who
 *  the actor is. Throws RULE_BROKEN. */
export const askSecondFactorOf = command({
  name: "account.ask-second-factor",
  input: z.strictObject({
    secondFactorFor: choice("Account", "secondFactorFor"),
    version: seenVersion,
  }),
  async run({ db, actor, now, input: { secondFactorFor, version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    requireRecentProof(actor, now);
    if (secondFactorFor === "nobody" && env().LITHIC_ENVIRONMENT !== "simulator")
      throw new AppError(
        "RULE_BROKEN",
        "Owners and admins need a second factor where real cards are issued.",
      );
    const changed = await db.update("Account", account, { secondFactorFor });
    return { accountId: changed.id, version: changed.version };
  },
});
