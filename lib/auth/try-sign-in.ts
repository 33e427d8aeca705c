import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

const mostAttempts = 10;
const pauseMilliseconds = 30 * 60_000;

/** Counts an attempt to sign in before its password is looked at, so that no crowd of attempts at once gets more than ten. The tenth pauses
 *  sign-in for half an hour; then counting starts again. */
export const trySignIn = command({
  name: "user.try-sign-in",
  input: z.strictObject({ userId: rowId }),
  async run({ db, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    if (user.lockedUntil && user.lockedUntil > now) return { mayTry: false };
    const attempts = user.lockedUntil ? 1 : Math.min(user.loginAttempts + 1, mostAttempts);
    const lockedUntil = attempts === mostAttempts ? new Date(now.getTime() + pauseMilliseconds) : null;
    await db.update("User", user, { loginAttempts: attempts, lockedUntil });
    return { mayTry: true };
  },
});
