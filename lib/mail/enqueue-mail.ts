import type { Writer } from "@/lib/db/writer.ts";
import { env } from "@/lib/process/env.ts";
import type { words } from "@/prisma/generated/schema-map.ts";
import { type Letter, letterHtml, letterText } from "./letter.ts";

/** What a mail is about. */
export type MailKind = (typeof words.Mail.kind)[number];

/** Whom a mail is to. Without an id, it is nobody of the portal yet. */
interface Recipient {
  readonly id: number | null;
  readonly email: string;
}

/** Writes a mail to a person within the change that it tells of. The worker sends it after the
 *  commit. Without a mail server the mail is kept, and the operator of the simulator can read
 *  it. */
export async function enqueueMail(db: Writer, to: Recipient, kind: MailKind, letter: Letter): Promise<void> {
  await db.insert("Mail", {
    userId: to.id,
    recipient: to.email,
    kind,
    subject: letter.subject,
    content: JSON.stringify({ text: letterText(letter), html: letterHtml(letter) }),
    status: env().SMTP_URL === undefined ? "kept" : "waiting",
  });
}
