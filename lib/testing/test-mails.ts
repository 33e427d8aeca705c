import type { Row } from "@/lib/db/schema.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { readContent } from "@/lib/mail/mail-content.ts";

/** The mails to a person, the newest first. */
export const mailsTo = (accountId: number, userId: number): Promise<Row<"Mail">[]> =>
  inAccount(accountId, (db) => db.mail.findMany({ where: { userId }, orderBy: { id: "desc" } }));

/** The token of the link in the newest mail to a person. */
export async function tokenFrom(accountId: number, userId: number): Promise<string> {
  const [mail] = await mailsTo(accountId, userId);
  return (mail && /\?token=([\w-]+)/.exec(readContent(mail).text)?.[1]) ?? "";
}
