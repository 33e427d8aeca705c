import { z } from "zod";
import { command } from "@/lib/command.ts";
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
