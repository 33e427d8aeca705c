import { z } from "zod";
import { createLink } from "@/lib/auth/links/one-time-link.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { emailAddress } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { emailChangeLetter, emailChangeRequestedLetter } from "./email-letters.ts";
import { openEmailChange } from "./open-email-change.ts";

/** Mails a link to another address, which becomes the actor's own once they confirm it there. Says
 *  nothing about who has the address. Their present address is told, once for each new one. Needs a
 *  recent proof. Throws INVALID_INPUT at `email` for the one they have. */
export const requestEmailChange = command({
  name: "profile.request-email-change",
  input: z.strictObject({ email: emailAddress }),
  limit: "emailChange",
  async run({ db, actor, now, input: { email } }) {
    requireRecentProof(actor, now);
    // With the lock, of two requests at once only the later link works.
    await db.lockAccount();
    const user = await db.findForUpdate("User", actor.userId ?? 0);
    if (user.status !== "active") throw new AppError("NOT_SIGNED_IN");
    if (email === user.email) throw invalidField("email", "This is your email already. Enter another one.");
    const before = await openEmailChange(db.read, user.id, now);
    const href = await createLink(db, user.id, "email_change", now, email);
    await enqueueMail(db, { id: user.id, email }, "email_change", emailChangeLetter(user, { email, href }));
    if (before?.newEmail !== email)
      await enqueueMail(db, user, "email_change_requested", emailChangeRequestedLetter(user, email));
    return {};
  },
});
