import { z } from "zod";
import { command } from "@/lib/command.ts";
import { emailAddress, text } from "@/lib/fields/column.ts";

/** Makes the account of the platform itself, where the operators belong. There is one; a second throws DUPLICATE. */
export const createPlatform = command({
  name: "platform.create",
  scope: "across",
  input: z.strictObject({ businessName: text("Account", "businessName"), ownerEmail: emailAddress }),
  async run({ db, input }) {
    const platform = await db.insert("Account", { ...input, accountType: "platform", status: "active" });
    return { accountId: platform.id };
  },
});
