import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { hasPending } from "@/lib/outbox/pending.ts";
import { canSuspend } from "./account.ts";
import { suspendAtIssuer } from "./issuer/set-account-state.ts";

/** Suspends the actor's business until it is restored. Its people are locked out at once, and its
 *  cards decline as soon as the issuer has confirmed it. A suspension that the issuer refused can
 *  be asked for again. Throws RULE_BROKEN for the platform itself, and for a business that is
 *  already suspended or closed. */
export const suspendAccount = command({
  name: "account.suspend",
  input: z.strictObject({ reason, version: seenVersion }),
  async run(work) {
    const { db, actor, now, input } = work;
    const account = await db.findForUpdate("Account", actor.accountId, input.version);
    if (account.accountType === "platform")
      throw new AppError("RULE_BROKEN", "The platform itself cannot be suspended.");
    const wasRefused =
      account.desiredStatus === "suspended" &&
      !(await hasPending(work, "Account", account.id, [suspendAtIssuer]));
    if (!canSuspend(account) && !wasRefused)
      throw new AppError("RULE_BROKEN", `This business is already ${account.status}.`);
    const isRegistered = account.lithicAccountToken !== null;
    const suspended = await db.update("Account", account, {
      status: "suspended",
      suspendedReason: input.reason,
      desiredStatus: isRegistered ? "suspended" : null,
    });
    if (isRegistered) await enqueue(work, suspendAtIssuer, suspended);
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
