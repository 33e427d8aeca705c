import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { countAttempt } from "./count-attempt.ts";

/** Counts an attempt of a signed-in person to confirm their password, before it is checked. The
 *  count is not that of sign-in, so strangers who guess cannot pause it. */
export const tryPassword = command({
  name: "user.try-password",
  input: z.strictObject({ userId: rowId }),
  async run({ db, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    const before = { attempts: user.confirmAttempts, pausedUntil: user.confirmPausedUntil };
    const counted = countAttempt(before, now);
    if (!counted) return { mayTry: false };
    await db.record("User", user, {
      confirmAttempts: counted.attempts,
      confirmPausedUntil: counted.pausedUntil,
    });
    return { mayTry: true };
  },
});

/** Resets the count after a correct password. Throws BUSY when the password changed after it was
 *  compared. */
export const forgetTriedPasswords = command({
  name: "user.try-password",
  input: z.strictObject({ userId: rowId, comparedHash: z.string() }),
  async run({ db, input: { userId, comparedHash } }) {
    const user = await db.findForUpdate("User", userId);
    if (user.passwordHash !== comparedHash) throw new AppError("BUSY");
    await db.record("User", user, { confirmAttempts: 0, confirmPausedUntil: null });
    return {};
  },
});
