import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { countLinkUse } from "@/lib/auth/links/link-limits.ts";
import { endLinks, redeemLink, requireLink } from "@/lib/auth/links/one-time-link.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import { confirmPassword } from "@/lib/auth/sign-in/confirm-password.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { emailChangedLetter, emailConfirmedLetter } from "./email-letters.ts";

/** What the form of the link sends. */
export const confirmEmailInput = z.strictObject({ token: z.string().max(100), password: z.string() });

/** Confirms a new address with the link that was mailed to it, and the person's password. From then
 *  on they sign in with it. Throws INVALID_INPUT at `password`, NOT_FOUND for a link that no longer
 *  works, RULE_BROKEN when somebody else proved the address first, TOO_MANY. */
export async function confirmEmailChange(input: unknown, origin: Origin): Promise<void> {
  const { token, password } = parseInput(confirmEmailInput, input);
  await countLinkUse(origin.ip);
  const link = await requireLink(token, "email_change", new Date());
  // A mistyped address belongs to a stranger, who gets the link but does not know the password.
  await confirmPassword({ ...origin, homeAccountId: link.accountId, userId: link.user.id }, password);
  const actor = systemActor("email-change", link.accountId, origin);
  await changeEmailByLink(actor, { linkId: link.id }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "DUPLICATE" ? addressTaken() : error;
  });
}

// Only somebody with a link to this address learns this.
const addressTaken = () =>
  new AppError(
    "RULE_BROKEN",
    "Another account uses this email already. Sign in with it there, or choose another email on your profile.",
  );

/** Redeems a link, and gives its person the address that it was sent to. Ends their sessions, and
 *  every link that went to the old address. Both addresses are told. */
export const changeEmailByLink = command({
  name: "profile.confirm-email-change",
  input: z.strictObject({ linkId: rowId }),
  async run({ db, now, input: { linkId } }) {
    // With the lock, a deactivation at the same time has ended the link, or comes afterwards.
    await db.lockAccount();
    const { userId, newEmail } = await redeemLink(db, linkId, now);
    if (newEmail === null) throw new AppError("NOT_FOUND");
    const before = await db.findForUpdate("User", userId);
    if (before.status !== "active") throw new AppError("NOT_FOUND");
    const user = await db.update("User", before, { email: newEmail });
    await endLinks(db, userId, now);
    await endSessions(db, userId, now, "the email changed");
    await enqueueMail(db, before, "email_changed", emailChangedLetter(user));
    await enqueueMail(db, user, "email_changed", emailConfirmedLetter(user));
    return {};
  },
});
