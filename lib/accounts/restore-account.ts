import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, seenVersion } from "@/lib/fields/column.ts";
import { canRestore } from "./account.ts";

/** Restores a suspended business: active when it is registered with the issuer, otherwise pending.
 *  Throws RULE_BROKEN when it is not suspended. */
export const restoreAccount = command({
  name: "account.restore",
  input: z.strictObject({ reason, version: seenVersion }),
  async run({ db, actor, input: { version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    if (!canRestore(account.status))
      throw new AppError("RULE_BROKEN", `This business is ${account.status}, not suspended.`);
    const status = account.lithicAccountTokenIndex ? "active" : "pending";
    const restored = await db.update("Account", account, { status, suspendedReason: null });
    return { accountId: restored.id, version: restored.version };
  },
});
