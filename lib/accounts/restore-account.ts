import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canRestore } from "./account.ts";
import { restoreAtIssuer } from "./issuer/set-account-state.ts";

/** Restores a suspended business. One that is registered with the issuer is active again, with
 *  every card as it was, as soon as the issuer has confirmed it; another is pending at once. Throws
 *  RULE_BROKEN when it is not suspended. */
export const restoreAccount = command({
  name: "account.restore",
  input: z.strictObject({ reason, version: seenVersion }),
  async run(work) {
    const { db, actor, input } = work;
    const account = await db.findForUpdate("Account", actor.accountId, input.version);
    if (!canRestore(account))
      throw new AppError(
        "RULE_BROKEN",
        account.desiredStatus === "active"
          ? "This business is already being restored."
          : `This business is ${account.status}, not suspended.`,
      );
    const isRegistered = account.lithicAccountToken !== null;
    const restored = await db.update(
      "Account",
      account,
      isRegistered ? { desiredStatus: "active" } : { status: "pending", suspendedReason: null },
    );
    if (isRegistered) await enqueue(work, restoreAtIssuer, restored);
    return { accountId: restored.id, version: restored.version };
  },
});
