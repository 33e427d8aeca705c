import { z } from "zod";
import { countAttempt } from "@/lib/auth/sign-in/count-attempt.ts";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Counts a sign-in attempt before its password is checked, so that parallel attempts together get
 *  at most ten. `pauses` says whether this one begins a pause, unless its password is right. */
export const trySignIn = command({
  name: "user.try-sign-in",
  input: z.strictObject({ userId: rowId }),
  async run({ db, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    const counted = countAttempt({ attempts: user.loginAttempts, pausedUntil: user.lockedUntil }, now);
    if (!counted) return { mayTry: false, pauses: false };
    await db.record("User", user, { loginAttempts: counted.attempts, lockedUntil: counted.pausedUntil });
    return { mayTry: true, pauses: counted.pausedUntil !== null };
  },
});
