import { z } from "zod";
import { emailAddress, text } from "@/lib/column.ts";
import { command } from "@/lib/command.ts";

/** Takes a business in, pending until the issuer knows it, with its first owner, who is invited. Answers both ids. */
export const createAccount = command({
  name: "account.create",
  scope: "across",
  input: z.strictObject({
    businessName: text("Account", "businessName"),
    ownerName: text("User", "name"),
    ownerEmail: emailAddress,
  }),
  async run({ db, input: { businessName, ownerName, ownerEmail } }) {
    const account = await db.insert("Account", { businessName, ownerEmail, accountType: "business", status: "pending" });
    const owner = await db.within(account.id).insert("User", { name: ownerName, email: ownerEmail, role: "owner", status: "invited" });
    return { accountId: account.id, ownerId: owner.id };
  },
});
