import { z } from "zod";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { mayComeIn } from "@/lib/auth/session/check-session.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";

/** How long the step after the password may take, in seconds. */
export const maxSecondStepSeconds = 10 * 60;

/** Begins the step after a correct password: within ten minutes, whoever holds the token may show
 *  the person's second factor. Returns null and changes nothing when the person or the account may
 *  not sign in. Throws BUSY when the password's hash changed after it was compared. */
export const startSecondStep = command({
  name: "user.start-second-step",
  input: z.strictObject({
    userId: rowId,
    tokenHash: z.string(),
    comparedHash: z.string(),
    strongerHash: z.string().optional(),
  }),
  async run({ db, now, input: { userId, tokenHash, comparedHash, strongerHash } }) {
    const user = await db.findForUpdate("User", userId);
    if (!mayComeIn(user, await db.findForUpdate("Account", user.accountId))) return null;
    if (user.passwordHash !== comparedHash) throw new AppError("BUSY");
    // The password was right, so the pause that its attempt began is over. The count goes on.
    await db.record("User", user, { passwordHash: strongerHash, lockedUntil: null });
    await endLinks(db, userId, now, "second_step");
    const expiresAt = new Date(now.getTime() + maxSecondStepSeconds * 1000);
    const step = await db.insert("SignInToken", { userId, purpose: "second_step", tokenHash, expiresAt });
    return { stepId: step.id };
  },
});
