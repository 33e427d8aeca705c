import { z } from "zod";
import { command } from "@/lib/command.ts";
import { seenVersion, text } from "@/lib/fields/column.ts";

/** Renames the actor's account. */
export const renameAccount = command({
  name: "account.rename",
  input: z.strictObject({ businessName: text("Account", "businessName"), version: seenVersion }),
  async run({ db, actor, input: { businessName, version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    const renamed = await db.update("Account", account, { businessName });
    return { accountId: renamed.id, version: renamed.version };
  },
});
