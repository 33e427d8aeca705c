import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice } from "@/lib/fields/column.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";

const desired = choice("Account", "desiredStatus").nullable();

/** Records that the issuer has suspended or restored a business. A later desired state stays: its
 *  own answer will confirm it. */
export const confirmAccountState = command({
  name: "account.confirm",
  input: z.strictObject({ ...leaseFields, desired }),
  async run({ db, actor, input: { desired, ...lease } }) {
    await endOperation(db, lease, "done");
    const account = await db.findForUpdate("Account", actor.accountId);
    if (desired === null || account.desiredStatus !== desired)
      return { accountId: account.id, version: account.version };
    const changed = await db.update("Account", account, {
      desiredStatus: null,
      ...(desired === "active" && { status: "active", suspendedReason: null }),
    });
    return { accountId: changed.id, version: changed.version };
  },
});

/** Records that the issuer refused to suspend or restore a business. The business stays suspended.
 *  Where its cards could not be stopped, that stays desired, because they can still pay. */
export const refuseAccountState = command({
  name: "account.refuse",
  input: z.strictObject({ ...leaseFields, desired, message: z.string() }),
  async run({ db, actor, input: { desired, message, ...lease } }) {
    await endOperation(db, lease, "refused", message);
    const account = await db.findForUpdate("Account", actor.accountId);
    db.note("Account", account.id, { refusedByIssuer: message });
    if (desired !== "active" || account.desiredStatus !== desired)
      return { accountId: account.id, version: account.version };
    const changed = await db.update("Account", account, { desiredStatus: null });
    return { accountId: changed.id, version: changed.version };
  },
});
