import { z } from "zod";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { emailAddress, text } from "@/lib/fields/column.ts";
import { nameFields } from "@/lib/users/name/person-name.ts";

/** What the form of a sign-up sends. */
export const signUpInput = z.strictObject({
  businessName: text("Account", "businessName"),
  givenName: nameFields.givenName,
  familyName: nameFields.familyName.default(""),
  email: emailAddress,
});

/** The business that signs up, and its owner. */
export type SignUp = z.output<typeof signUpInput>;

/** What was typed for a sign-up. Null once it is used or over. */
export function readTyped(row: Pick<Row<"SignUp">, "accountId" | "content">): SignUp | null {
  const content = openField("SignUp", row, "content");
  return content === null ? null : signUpInput.parse(JSON.parse(content));
}
