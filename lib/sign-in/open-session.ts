import { z } from "zod";
import { mayComeIn } from "@/lib/auth/session/check-session.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { startSession } from "./start-session.ts";

/** Opens a session for a person whose password was correct, and who has no second factor. Returns
 *  null and changes nothing when the person or the account may not sign in. Throws BUSY when the
 *  password's hash changed after it was compared, or they got a second factor meanwhile. */
export const openSession = command({
  name: "user.sign-in",
  input: z.strictObject({
    userId: rowId,
    tokenHash: z.string(),
    deviceHash: z.string().optional(),
    comparedHash: z.string(),
    strongerHash: z.string().optional(),
  }),
  async run({ db, actor, now, input: { userId, comparedHash, strongerHash, ...hashes } }) {
    const user = await db.findForUpdate("User", userId);
    const account = await db.findForUpdate("Account", user.accountId);
    if (!mayComeIn(user, account)) return null;
    if (user.passwordHash !== comparedHash || user.secondFactorSince) throw new AppError("BUSY");
    const known = await db.record("User", user, {
      loginAttempts: 0,
      lockedUntil: null,
      lastLoginAt: now,
      passwordHash: strongerHash,
    });
    const session = await startSession(db, known, hashes, actor, now);
    return { sessionId: session.id };
  },
});
