import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { mayComeIn, openSessions } from "./check-session.ts";
import { maxSessionSeconds } from "./session-cookie.ts";

const maxSessions = 5;

/** Opens a session for a person whose password was correct. A person has at most five open
 *  sessions; a sixth ends the oldest. Returns null and changes nothing when the person or the
 *  account may not sign in. Throws BUSY when the password's hash changed after it was compared. */
export const openSession = command({
  name: "user.sign-in",
  input: z.strictObject({
    userId: rowId,
    tokenHash: z.string(),
    comparedHash: z.string(),
    strongerHash: z.string().optional(),
  }),
  async run({ db, actor, now, input: { userId, tokenHash, comparedHash, strongerHash } }) {
    const user = await db.findForUpdate("User", userId);
    const account = await db.findForUpdate("Account", user.accountId);
    if (!mayComeIn(user, account)) return null;
    if (user.passwordHash !== comparedHash) throw new AppError("BUSY");
    await db.record("User", user, {
      loginAttempts: 0,
      lockedUntil: null,
      lastLoginAt: now,
      passwordHash: strongerHash,
    });
    const tooMany = await db.read.session.findMany({
      where: { userId, ...openSessions(now) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: maxSessions - 1,
      select: { id: true },
    });
    for (const { id } of tooMany)
      await db.update("Session", await db.findForUpdate("Session", id), {
        revokedAt: now,
        revokedReason: "a newer sign-in took its place",
      });
    const session = await db.insert("Session", {
      userId,
      tokenHash,
      lastSeenAt: now,
      authenticatedAt: now,
      expiresAt: new Date(now.getTime() + maxSessionSeconds * 1000),
      ip: actor.ip,
      userAgent: actor.userAgent,
    });
    return { sessionId: session.id };
  },
});
