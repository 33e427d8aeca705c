import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { choice, seenVersion } from "@/lib/fields/column.ts";
import { env } from "@/lib/process/env.ts";
import type { SecondFactorFor } from "./account.ts";

/** The policies that a business may choose. "nobody" is for trying the portal out. */
export const secondFactorPolicies = (): readonly SecondFactorFor[] =>
  env().LITHIC_ENVIRONMENT === "simulator" ? ["managers", "everyone", "nobody"] : ["managers", "everyone"];

/** Sets who of the actor's business must have a second factor. Whoever lacks it adds it at their
 *  next request. Needs a recent proof of who the actor is. Throws RULE_BROKEN. */
export const setSecondFactorPolicy = command({
  name: "account.set-second-factor-policy",
  input: z.strictObject({
    secondFactorFor: choice("Account", "secondFactorFor"),
    version: seenVersion,
  }),
  async run({ db, actor, now, input: { secondFactorFor, version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    requireRecentProof(actor, now);
    if (!secondFactorPolicies().includes(secondFactorFor as SecondFactorFor))
      throw new AppError(
        "RULE_BROKEN",
        "Owners and admins need a second factor where real cards are issued.",
      );
    const changed = await db.update("Account", account, { secondFactorFor });
    return { accountId: changed.id, version: changed.version };
  },
});
