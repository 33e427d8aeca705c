import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { countLinkUse } from "@/lib/auth/links/link-limits.ts";
import { redeemLink, requireLink } from "@/lib/auth/links/one-time-link.ts";
import { hashNewPassword } from "@/lib/auth/passwords/hash-new-password.ts";
import { command, parseInput } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { replacePassword } from "./replace-password.ts";

/** What the form of a reset link sends. */
export const resetInput = z.strictObject({ token: z.string().max(100), password: z.string() });

/** Chooses a new password with the link from a mail. Ends every session, and a pause of sign-in.
 *  The person signs in afterwards. Throws NOT_FOUND for a link that no longer works, INVALID_INPUT
 *  at `password`, TOO_MANY, BUSY. */
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
    // With the lock, a deactivation at the same time has ended the link, or comes afterwards.
    await db.lockAccount();
    const link = await redeemLink(db, linkId, now);
    await replacePassword(db, link.userId, hashes, now);
    return {};
  },
});
