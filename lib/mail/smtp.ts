import nodemailer, { type Transporter } from "nodemailer";
import { CallError } from "@/lib/errors.ts";
import { env, portalName } from "@/lib/process/env.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

/** A mail as the mail server gets it. */
export interface OutgoingMail {
  /** The same for every try, so that mail programs show one of two copies. RFC 5322 3.6.4 */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const held = globalThis as typeof globalThis & { portalSmtp?: Transporter };

/** Hands a mail to the mail server of SMTP_URL. Throws a CallError: "refused" when the server
 *  will never take this mail (RFC 5321 4.2.1, 5yz), "unavailable" for everything else. */
export async function sendBySmtp(mail: OutgoingMail): Promise<void> {
  try {
    await transport().sendMail({
      from: { name: portalName(), address: env().MAIL_FROM ?? "" },
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      // Answers of machines, such as an absence, need not come back. RFC 3834
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    const { responseCode, command } = error as { responseCode?: number; command?: string };
    // What is refused before the recipient is named, such as our own sign-in, is no fault of this
    // mail.
    const isOfMail = command === "RCPT TO" || command === "DATA";
    const isRefused = isOfMail && responseCode !== undefined && responseCode >= 500;
    throw new CallError(isRefused ? "refused" : "unavailable", "The mail server did not take it.", {
      ...(responseCode !== undefined && { status: responseCode }),
      cause: error,
    });
  }
}

function transport(): Transporter {
  held.portalSmtp ??= outsideRequests(() => {
    const { SMTP_URL = "" } = env();
    const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(SMTP_URL).hostname);
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
    // Mails hold links that let people in, so they never cross a network in the clear.
    return nodemailer.createTransport({ url: SMTP_URL, requireTLS: !isHere, ...timeouts });
  });
  return held.portalSmtp;
}
