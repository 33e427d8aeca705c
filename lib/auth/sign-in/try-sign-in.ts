import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

const maxAttempts = 10;
const pauseMilliseconds = 30 * 60_000;

/** Counts a sign-in attempt before its password is checked, so that parallel attempts together get
 *  at most ten. The tenth pauses sign-in for 30 minutes; then the count starts again. */
export const trySignIn = command({
  name: "user.try-sign-in",
  input: z.strictObject({ userId: rowId }),
  async run({ db, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    if (user.lockedUntil && user.lockedUntil > now) return { mayTry: false };
    const attempts = user.lockedUntil ? 1 : Math.min(user.loginAttempts + 1, maxAttempts);
    const lockedUntil = attempts === maxAttempts ? new Date(now.getTime() + pauseMilliseconds) : null;
    await db.record("User", user, { loginAttempts: attempts, lockedUntil });
    return { mayTry: true };
  },
});
