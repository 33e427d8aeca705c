import { createLink } from "@/lib/auth/links/one-time-link.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { noRow } from "@/lib/errors.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { invitationLetter } from "./invitation-letter.ts";

/** Mails a person a fresh invitation within a command, and returns its link. Earlier links stop
 *  working. */
export async function sendInvitation(db: Writer, user: Row<"User">, now: Date): Promise<string> {
  const account = await db.read.account.findFirst({
    where: { id: user.accountId },
    select: { businessName: true },
  });
  if (!account) throw noRow("Account", user.accountId);
  const href = await createLink(db, user.id, "invitation", now);
  await enqueueMail(db, user, "invitation", invitationLetter(user, { ...account, href }));
  return href;
}
