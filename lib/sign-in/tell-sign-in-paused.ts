import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { signInPausedLetter } from "./sign-in-letters.ts";

/** Tells a person by mail that sign-in pauses after failed attempts. The attempt that began the
 *  pause calls it, once its password was wrong. Does nothing when the pause is over already, or for
 *  somebody who is deactivated. */
export const tellSignInPaused = command({
  name: "user.tell-sign-in-paused",
  input: z.strictObject({ userId: rowId }),
  async run({ db, actor: { ip, userAgent }, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    const until = user.lockedUntil;
    if (!until || until <= now || user.status !== "active") return { isTold: 0 };
    await enqueueMail(
      db,
      user,
      "sign_in_paused",
      signInPausedLetter(user, { ip, userAgent, at: now }, until),
    );
    db.note("User", userId, { lockedUntil: until.toISOString() });
    return { isTold: 1 };
  },
});
