import { z } from "zod";
import { isOneself } from "@/lib/auth/actor.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import { command } from "@/lib/command.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { checkManage } from "./user.ts";

/** Signs a person out everywhere, at once. They can sign in again. */
export const endUserSessions = command({
  name: "user.end-sessions",
  input: z.strictObject({ userId: rowId, version: seenVersion }),
  async run({ db, actor, now, input: { userId, version } }) {
    const user = await db.findForUpdate("User", userId, version);
    if (!isOneself(actor, user.id)) checkManage(actor, user.role);
    await endSessions(db, user.id, now, "signed out by a manager or the person");
    return { userId: user.id };
  },
});
