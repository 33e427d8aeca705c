import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";

/** A business, and the name and address of its first owner. */
interface NewBusiness {
  readonly businessName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** Adds a business that waits to be registered with the issuer, and its first owner, within a
 *  command across accounts. What follows is written `within` the business. */
export async function addBusiness(
  db: Writer,
  { businessName, email, ...name }: NewBusiness,
  status: "invited" | "active",
): Promise<{ within: Writer; owner: Row<"User"> }> {
  const account = await db.insert("Account", {
    businessName,
    ownerEmail: email,
    accountType: "business",
    status: "pending",
  });
  const within = db.within(account.id);
  const owner = await within.insert("User", { ...nameColumns(name), email, role: "owner", status });
  return { within, owner };
}
