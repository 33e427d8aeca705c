import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { type PasswordHashes, setPassword } from "@/lib/auth/passwords/set-password.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { passwordChangedLetter } from "./reset-letters.ts";

/** Replaces a person's password within a command. Ends their sessions and links, and tells them by
 *  mail. Throws BUSY when the password changed after it was checked. */
export async function replacePassword(
  db: Writer,
  userId: number,
  hashes: PasswordHashes,
  now: Date,
): Promise<void> {
  const user = await setPassword(db, await db.findForUpdate("User", userId), hashes, now);
  await endLinks(db, user.id, now);
  await enqueueMail(db, user, "password_changed", passwordChangedLetter(user));
}
