import type { Actor } from "@/lib/auth/actor.ts";
import { readPlatform } from "@/lib/auth/operator-access.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, prismaSource, readPage } from "@/lib/lists/list-page.ts";
import { oneOf } from "@/lib/lists/list-rules.ts";
import { env } from "@/lib/process/env.ts";
import type { MailKind } from "./enqueue-mail.ts";
import { readContent } from "./mail-content.ts";
import type { MailListQuery } from "./mail-list.ts";
import type { mailRowShape } from "./mail-shapes.ts";

/** A mail in a list. */
export type MailRow = Shape<typeof mailRowShape>;

const listed = {
  id: true,
  accountId: true,
  recipient: true,
  subject: true,
  kind: true,
  status: true,
  content: true,
  lastError: true,
  createdAt: true,
} as const;

type Listed = Pick<Row<"Mail">, keyof typeof listed>;

/** Whether the portal has a mail server. */
export const hasMailServer = () => env().SMTP_URL !== undefined;

/** A page of the portal's mails, for operators. Needs mail.see with platform reach. */
export function listMails(actor: Actor, query: MailListQuery): Promise<Page<MailRow>> {
  return readPlatform(actor, "mail.see", async (db) => {
    const { status } = query.filters;
    const where = status === undefined ? {} : { status: oneOf(status) };
    const page = await readPage(
      query,
      prismaSource<Listed>(db.mail, { where, select: listed, fields: { created: "id" } }),
    );
    return { ...page, rows: page.rows.map(mailRow) };
  });
}

function mailRow(mail: Listed): MailRow {
  return {
    id: mail.id,
    to: mail.recipient,
    subject: mail.subject,
    kind: mail.kind as MailKind,
    status: mail.status as MailRow["status"],
    text: isShown(mail) ? readContent(mail).text : null,
    error: mail.lastError,
    createdAt: mail.createdAt.toISOString(),
  };
}

// A link lets in whoever has it, so where money is real no operator reads one.
const isShown = ({ status }: Listed) => status === "kept" && env().LITHIC_ENVIRONMENT === "simulator";
