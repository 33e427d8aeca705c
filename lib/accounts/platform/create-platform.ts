import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, emailAddress, text } from "@/lib/fields/column.ts";

/** Creates the platform's own account, which the operators belong to. Throws DUPLICATE when there
 *  is one already. */
export const createPlatform = command({
  name: "platform.create",
  scope: "across",
  input: z.strictObject({
    businessName: text("Account", "businessName"),
    ownerEmail: emailAddress,
    secondFactorFor: choice("Account", "secondFactorFor").default("managers"),
  }),
  async run({ db, input }) {
    const platform = await db.insert("Account", { ...input, accountType: "platform", status: "active" });
    return { accountId: platform.id };
  },
});
