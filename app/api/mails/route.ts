import { listing } from "@/lib/http/listing";
import { mailListRules } from "@/lib/mail/mail-list";
import { mailRowShape } from "@/lib/mail/mail-shapes";
import { listMails } from "@/lib/mail/queries";

export const GET = listing(
  mailListRules,
  { name: "mail.list", summary: "Lists the portal's emails, for operators.", row: mailRowShape },
  ({ actor }, query) => listMails(actor, query),
);
