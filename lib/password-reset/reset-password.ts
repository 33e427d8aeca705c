import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { countLinkUse } from "@/lib/auth/links/link-limits.ts";
import { endLinks, redeemLink, requireLink } from "@/lib/auth/links/sign-in-link.ts";
import { hashNewPassword } from "@/lib/auth/passwords/hash-new-password.ts";
import { setPassword } from "@/lib/auth/passwords/set-password.ts";
import { command, parseInput } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { sendMail } from "@/lib/mail/send-mail.ts";
import { passwordChangedLetter } from "./reset-letters.ts";

/** What the form of a reset link sends. */
export const resetInput = z.strictObject({ token: z.string().max(100), password: z.string() });

/** Chooses a new password with the link from a mail. Ends every session, and a pause of sign-in. The
 *  person signs in afterwards, with their second factor. Throws NOT_FOUND for a link that no longer
 *  works, INVALID_INPUT at `password`, TOO_MANY, BUSY. */
export async function resetPassword(input: unknown, origin: Origin): Promise<void> {
  const { token, password } = parseInput(resetInput, input);
  await countLinkUse(origin.ip);
  const link = await requireLink(token, "password_reset", new Date());
  const passwordHash = await hashNewPassword(password, link);
  await setPasswordByLink(systemActor("password-reset", link.accountId, origin), {
    linkId: link.id,
    passwordHash,
    hashBefore: link.user.passwordHash,
  });
}

/** Redeems a link, and gives its person the new password. */
export const setPasswordByLink = command({
  name: "user.reset-password",
  input: z.strictObject({ linkId: rowId, passwordHash: z.string(), hashBefore: z.string().nullable() }),
  async run({ db, now, input: { linkId, ...hashes } }) {
    const link = await redeemLink(db, linkId, now);
    const user = await setPassword(db, await db.findForUpdate("User", link.userId), { ...hashes, now });
    await endLinks(db, user.id, now);
    await sendMail(db, user, "password_changed", passwordChangedLetter(user));
    return {};
  },
});
