import { z } from "zod";
import { command } from "@/lib/command.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Revokes a session. Does nothing when it is already revoked. */
export const endSession = command({
  name: "user.sign-out",
  input: z.strictObject({ sessionId: rowId, revokedReason: z.string() }),
  async run({ db, now, input: { sessionId, revokedReason } }) {
    const session = await db.findForUpdate("Session", sessionId);
    if (!session.revokedAt) await db.update("Session", session, { revokedAt: now, revokedReason });
    return null;
  },
});

/** Ends every session of a person within a command, but for one that is to go on. Returns their
 *  number. */
export function endSessions(
  db: Writer,
  userId: number,
  now: Date,
  revokedReason: string,
  goesOn?: number,
): Promise<number> {
  const others = goesOn === undefined ? {} : { id: { not: goesOn } };
  const open = { userId, ...others, revokedAt: null, expiresAt: { gt: now } };
  const noteOn = { model: "User", id: userId, as: "sessionsEnded" } as const;
  return db.updateEvery("Session", open, { revokedAt: now, revokedReason }, noteOn);
}
