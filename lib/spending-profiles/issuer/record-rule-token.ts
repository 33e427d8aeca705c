import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { leaseFields } from "@/lib/outbox/claim.ts";

/** Saves the issuer's token of a rule that was just created, before anything else is asked of it.
 *  Throws STALE when the lease was lost. */
export const recordRuleToken = command({
  name: "spending-profile.record-rule",
  input: z.strictObject({ ...leaseFields, ruleId: rowId, token: z.uuid() }),
  async run({ db, input: { operationId, owner, ruleId, token } }) {
    const rule = await db.findForUpdate("SpendingProfileRule", ruleId);
    const operation = await db.findForUpdate("LithicOperation", operationId);
    if (operation.leaseOwner !== owner) throw new AppError("STALE", "Another worker has taken this over.");
    await db.update("SpendingProfileRule", rule, { lithicAuthRuleToken: token });
    return { ruleId };
  },
});
