import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { countAttempt } from "./count-attempt.ts";

/** Counts a sign-in attempt before its password is checked, so that parallel attempts together get
 *  at most ten. */
export const trySignIn = command({
  name: "user.try-sign-in",
  input: z.strictObject({ userId: rowId }),
  async run({ db, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    const counted = countAttempt({ attempts: user.loginAttempts, pausedUntil: user.lockedUntil }, now);
    if (!counted) return { mayTry: false };
    await db.record("User", user, { loginAttempts: counted.attempts, lockedUntil: counted.pausedUntil });
    return { mayTry: true };
  },
});
