import type { ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The filters and sorts of the operators' list of mails. */
export const mailListRules = {
  filters: { status: { several: words.Mail.status } },
  sorts: { created: ["desc", "number"] },
  searched: false,
} as const;

export type MailListQuery = ListQuery<typeof mailListRules>;
