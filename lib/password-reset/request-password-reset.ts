import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { countResetRequest } from "@/lib/auth/links/link-limits.ts";
import { createLink } from "@/lib/auth/links/one-time-link.ts";
import { isNobodysHash } from "@/lib/auth/passwords/password-hash.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { emailAddress, rowId } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { resetLetter } from "./reset-letters.ts";

/** Asks for a link to choose a new password. The returned work finds the person and mails the link.
 *  It is done after the answer, so that neither the answer nor its time tells who has an account
 *  here. Throws INVALID_INPUT for what is no address, TOO_MANY. */
export async function requestPasswordReset(email: unknown, origin: Origin): Promise<() => Promise<void>> {
  const parsed = emailAddress.safeParse(email);
  if (!parsed.success)
    throw new AppError("INVALID_INPUT", undefined, { fields: { email: "Enter an email address." } });
  await countResetRequest(origin.ip, parsed.data);
  return async () => {
    const user = await findUserByEmail(parsed.data);
    if (user?.status !== "active") return;
    await enqueueResetLink(systemActor("password-reset", user.accountId, origin), { userId: user.id });
  };
}

/** Mails a person a link to choose a new password. */
export const enqueueResetLink = command({
  name: "user.request-reset",
  input: z.strictObject({ userId: rowId }),
  async run({ db, now, input: { userId } }) {
    // With the lock, a deactivation at the same time is seen here, or ends the link.
    await db.lockAccount();
    const user = await db.findForUpdate("User", userId);
    // Somebody on the server has shut them out: only the link that it wrote lets them in again.
    if (user.status !== "active" || isNobodysHash(user.passwordHash)) return {};
    const href = await createLink(db, user.id, "password_reset", now);
    await enqueueMail(db, user, "password_reset", resetLetter(user, href));
    return {};
  },
});
