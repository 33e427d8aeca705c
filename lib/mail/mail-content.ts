import { z } from "zod";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";

const contentShape = z.strictObject({ text: z.string(), html: z.string() });

/** What a mail says, as text and as HTML. */
export type MailContent = z.output<typeof contentShape>;

/** The content of a mail that was not sent yet. Throws for one that was emptied. */
export const readContent = (mail: Pick<Row<"Mail">, "accountId" | "content">): MailContent =>
  contentShape.parse(JSON.parse(openField("Mail", mail, "content") ?? ""));
