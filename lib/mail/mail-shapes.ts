import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** A mail in a list. `text` is there only where the simulator's operator reads mails that no mail
 *  server sends. `error` is what the mail server said last. */
export const mailRowShape = component(
  "MailRow",
  z.object({
    id: z.int(),
    to: z.string(),
    subject: z.string(),
    kind: z.enum(words.Mail.kind),
    status: z.enum(words.Mail.status),
    text: z.string().nullable(),
    error: z.string().nullable(),
    createdAt: moment,
  }),
);
