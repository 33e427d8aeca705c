import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Ends one of the actor's own sessions, such as that of a lost phone. Does nothing when it has
 *  ended already. The permission reaches only own rows. */
export const endOwnSession = command({
  name: "session.end",
  input: z.strictObject({ sessionId: rowId }),
  async run({ db, now, input: { sessionId } }) {
    const session = await db.findForUpdate("Session", sessionId);
    if (!session.revokedAt)
      await db.update("Session", session, { revokedAt: now, revokedReason: "the person ended it" });
    return { sessionId };
  },
});
