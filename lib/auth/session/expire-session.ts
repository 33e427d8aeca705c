import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { rowId } from "@/lib/fields/column.ts";
import { expiredReason, hashToken, idleSince } from "./check-session.ts";

/** Ends a session that expired, so that its end is in the audit log. Does nothing to one that is
 *  still open, or ended already. */
export const expireSession = command({
  name: "session.expire",
  input: z.strictObject({ sessionId: rowId }),
  async run({ db, now, input: { sessionId } }) {
    const session = await db.findForUpdate("Session", sessionId);
    const isOver = session.expiresAt <= now || session.lastSeenAt <= idleSince(now);
    if (isOver && !session.revokedAt)
      await db.update("Session", session, { revokedAt: now, revokedReason: expiredReason });
    return null;
  },
});

/** Ends the session of a request that came too late. */
export async function expireSessionOf(token: string, origin: Origin): Promise<void> {
  const session = await acrossAccounts(() =>
    findFields("Session", { tokenHash: hashToken(token) }, { id: true, accountId: true, revokedAt: true }),
  );
  if (session && !session.revokedAt)
    await expireSession(systemActor("session", session.accountId, origin), { sessionId: session.id });
}

const maxAtOnce = 100;

/** Ends sessions that expired and that nobody came back to. Returns whether there may be more. */
export async function expireIdleSessions(): Promise<boolean> {
  const idle = await acrossAccounts((db) =>
    db.session.findMany({
      where: { revokedAt: null, lastSeenAt: { lte: idleSince(new Date()) } },
      orderBy: [{ lastSeenAt: "asc" }, { id: "asc" }],
      take: maxAtOnce,
      select: { id: true, accountId: true },
    }),
  );
  for (const { id, accountId } of idle)
    await expireSession(systemActor("session", accountId, randomUUID()), { sessionId: id });
  return idle.length === maxAtOnce;
}
