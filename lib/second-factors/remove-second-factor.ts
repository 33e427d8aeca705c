import { z } from "zod";
import { endSecondFactors } from "@/lib/auth/factors/end-second-factors.ts";
import { requiresSecondFactor } from "@/lib/auth/factors/lacks-second-factor.ts";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { checkManage } from "@/lib/users/user.ts";
import { factorRemovedLetter } from "./letters.ts";

/** Removes one of the actor's own second factors. Their other sessions end, and a mail tells them.
 *  Needs a recent proof. Throws RULE_BROKEN for the last one where the business asks for one. */
export const removeSecondFactor = command({
  name: "second-factor.remove",
  input: z.strictObject({ factorId: rowId }),
  async run({ db, actor, now, input: { factorId } }) {
    requireRecentProof(actor, now);
    // With the lock, the last two are not removed at once, and none is added meanwhile.
    await db.lockAccount();
    const factor = await db.findForUpdate("SecondFactor", factorId);
    const user = await db.findForUpdate("User", factor.userId);
    const others = { userId: user.id, id: { not: factorId }, confirmedAt: { not: null } };
    const isLast = factor.confirmedAt !== null && (await db.read.secondFactor.count({ where: others })) === 0;
    if (isLast) {
      const { secondFactorFor } = await db.findForUpdate("Account", user.accountId);
      if (requiresSecondFactor(secondFactorFor, user.role))
        throw new AppError("RULE_BROKEN", "Your business asks for a second factor. Add another one first.");
    }
    await db.softDelete("SecondFactor", factor);
    if (isLast) await endSecondFactors(db, user);
    await endSessions(db, user.id, now, "a second factor was removed", actor.session?.id);
    const removed = factor.kind === "passkey" ? `Your passkey (${factor.label})` : "Your authenticator app";
    await enqueueMail(db, user, "second_factor_removed", factorRemovedLetter(user, removed));
    return {};
  },
});

/** Removes every second factor of somebody who lost theirs. They are signed out, sign in with their
 *  password, and add a new one where the business asks for it. Needs a recent proof. Throws
 *  RULE_BROKEN when they have none. */
export const resetSecondFactors = command({
  name: "user.reset-second-factors",
  input: z.strictObject({ userId: rowId }),
  async run({ db, actor, now, input: { userId } }) {
    // With the lock, no factor is added meanwhile that would outlive this.
    await db.lockAccount();
    const user = await db.findForUpdate("User", userId);
    if (actor.role !== "operator") checkManage(actor, user.role);
    requireRecentProof(actor, now);
    if (user.id === actor.userId)
      throw new AppError("RULE_BROKEN", "Change your own second factors on your profile.");
    if (!user.secondFactorSince) throw new AppError("RULE_BROKEN", `${user.name} has no second factor.`);
    await endSecondFactors(db, user);
    await endSessions(db, userId, now, "the second factors were reset");
    await endLinks(db, userId, now, "second_step");
    const letter = factorRemovedLetter(user, "Every second factor that you had");
    await enqueueMail(db, user, "second_factor_removed", letter);
    return { userId };
  },
});
