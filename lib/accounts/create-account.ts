import { z } from "zod";
import { command } from "@/lib/command.ts";
import { emailAddress, text } from "@/lib/fields/column.ts";
import { sendInvitation } from "@/lib/invitations/send-invitation.ts";
import { nameFields } from "@/lib/users/name/person-name.ts";
import { addBusiness } from "./add-business.ts";

/** Creates a business and mails its first owner an invitation. It stays pending until it is
 *  registered with the issuer. Returns both ids. */
export const createAccount = command({
  name: "account.create",
  scope: "across",
  input: z.strictObject({
    businessName: text("Account", "businessName"),
    ownerGivenName: nameFields.givenName,
    ownerFamilyName: nameFields.familyName.default(""),
    ownerEmail: emailAddress,
  }),
  async run({ db, now, input: { businessName, ownerGivenName, ownerFamilyName, ownerEmail } }) {
    const name = { givenName: ownerGivenName, familyName: ownerFamilyName };
    const { within, owner } = await addBusiness(db, { businessName, email: ownerEmail, ...name }, "invited");
    await sendInvitation(within, owner, now);
    return { accountId: owner.accountId, ownerId: owner.id };
  },
});
