import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { emailAddress, text } from "@/lib/fields/column.ts";
import { nameColumns, nameFields } from "@/lib/users/name/person-name.ts";

/** Creates a business and invites its first owner. It stays pending until it is registered with the
 *  issuer. Returns both ids. Throws DUPLICATE when another user already has the owner's email. */
export const createAccount = command({
  name: "account.create",
  scope: "across",
  input: z.strictObject({
    businessName: text("Account", "businessName"),
    ownerGivenName: nameFields.givenName,
    ownerFamilyName: nameFields.familyName.default(""),
    ownerEmail: emailAddress,
  }),
  async run({ db, input: { businessName, ownerGivenName, ownerFamilyName, ownerEmail } }) {
    if (await db.read.user.findFirst({ where: { email: ownerEmail }, select: { id: true } }))
      throw new AppError("DUPLICATE", undefined, {
        fields: { ownerEmail: "This is already in use. Choose another." },
      });
    const account = await db.insert("Account", {
      businessName,
      ownerEmail,
      accountType: "business",
      status: "pending",
    });
    const name = nameColumns({ givenName: ownerGivenName, familyName: ownerFamilyName });
    const owner = await db
      .within(account.id)
      .insert("User", { ...name, email: ownerEmail, role: "owner", status: "invited" });
    return { accountId: account.id, ownerId: owner.id };
  },
});
