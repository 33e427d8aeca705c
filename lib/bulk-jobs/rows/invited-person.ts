import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";

/** Who the row of a file invites, as it was submitted. */
export function invitedIn(item: Pick<Row<"BulkJobItem">, "accountId" | "input">): {
  readonly name: string;
  readonly email: string;
  readonly role: string;
} {
  const asked = JSON.parse(openField("BulkJobItem", item, "input") ?? "{}") as Record<string, string>;
  const { givenName = "", familyName = "", email = "", role = "" } = asked;
  return { name: [givenName, familyName].filter(Boolean).join(" "), email, role };
}
