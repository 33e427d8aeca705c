import { sealFields } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { CallError } from "@/lib/errors.ts";
import { claim, findDue, newOwner, type Queue, release, renew } from "@/lib/outbox/claim.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";
import { readContent } from "./mail-content.ts";
import { sendBySmtp } from "./smtp.ts";

const mails: Queue<"Mail"> = {
  model: "Mail",
  statuses: ["waiting"],
  // Longer than the mail server may take for one mail. It begins again before each.
  leaseMilliseconds: 5 * 60_000,
  maxAheadMilliseconds: 60 * 60_000,
};
const maxClaimed = 10;
// With the pauses below, about two days.
const maxAttempts = 60;
const maxPause = 59 * 60_000;

/** Hands the mails that are due to the mail server, one after another, and returns whether there
 *  may be more. A mail is sent once, unless the process dies between the server's answer and the
 *  note of it: then it is sent again under the same Message-ID. Does nothing without a mail
 *  server. */
export async function deliverMails(): Promise<boolean> {
  if (env().SMTP_URL === undefined) return false;
  const owner = newOwner();
  const due = await findDue(mails, maxClaimed, ["id"]);
  if (due.length === 0) return false;
  const claimed = await claim(mails, { id: { in: due.map(({ id }) => id) } }, owner);
  for (const mail of claimed) if (await renew(mails, { id: mail.id, owner })) await deliver(mail, owner);
  return claimed.length === maxClaimed;
}

async function deliver(mail: Row<"Mail">, owner: string): Promise<void> {
  const { id, accountId, recipient, subject, attempts } = mail;
  const result = { attempts: attempts + 1 };
  try {
    const { text, html } = readContent(mail);
    const messageId = `<mail-${id}.${mail.createdAt.getTime()}@${new URL(portalAddress()).hostname}>`;
    await sendBySmtp({ messageId, to: recipient, subject, text, html });
    const emptied = sealFields("Mail", accountId, { content: "{}" });
    await release("Mail", { id, owner }, { ...result, ...emptied, status: "sent", lastError: null });
  } catch (error) {
    const isOver = (error instanceof CallError && error.kind === "refused") || attempts + 1 >= maxAttempts;
    const status = error instanceof CallError ? error.status : undefined;
    const told = error instanceof CallError ? { status } : { error };
    log().warn({ ...told, mailId: id, kind: mail.kind, attempts: attempts + 1 }, "mail: not taken");
    const pause = Math.min(maxPause, 5_000 * 2 ** Math.min(attempts, 12));
    await release(
      "Mail",
      { id, owner },
      {
        ...result,
        lastError: `The mail server ${status === undefined ? "could not be reached" : `answered ${status}`}.`,
        status: isOver ? "failed" : "waiting",
        nextAttemptAt: new Date(Date.now() + pause),
      },
    );
  }
}
