import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, seenVersion } from "@/lib/fields/column.ts";
import { canSuspend } from "./account.ts";

/** Suspends the actor's business until it is restored. Throws RULE_BROKEN for the platform itself,
 *  and for a business that is already suspended or closed. */
export const suspendAccount = command({
  name: "account.suspend",
  input: z.strictObject({ reason, version: seenVersion }),
  async run({ db, actor, now, input: { reason, version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    if (account.accountType === "platform")
      throw new AppError("RULE_BROKEN", "The platform itself cannot be suspended.");
    if (!canSuspend(account.status))
      throw new AppError("RULE_BROKEN", `This business is already ${account.status}.`);
    const suspended = await db.update("Account", account, { status: "suspended", suspendedReason: reason });
    // A browser left signed in must not get back in when the business is restored.
    const ended = { revokedAt: now, revokedReason: "the business was suspended" };
    await db.updateEvery("Session", { revokedAt: null, expiresAt: { gt: now } }, ended, {
      model: "Account",
      id: account.id,
      as: "sessionsEnded",
    });
    return { accountId: suspended.id, version: suspended.version };
  },
});
