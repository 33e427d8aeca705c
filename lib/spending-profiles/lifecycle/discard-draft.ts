import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { syncRulesAtIssuer } from "../issuer/sync-rules.ts";
import { canDiscard } from "../rules/profile-rules.ts";
import { rulesFrom } from "../rules/rules-from.ts";
import { saveRules } from "../rules/save-rules.ts";

/** Throws away the version of a profile that is not in force yet, and returns to the rules that
 *  hold. Throws RULE_BROKEN when there is no such version, or no other one. */
export const discardDraft = command({
  name: "spending-profile.discard",
  input: z.strictObject({ spendingProfileId: rowId, version: seenVersion }),
  async run(work) {
    const { db, now, input } = work;
    const profile = await db.findForUpdate("SpendingProfile", input.spendingProfileId, input.version);
    if (!canDiscard(profile))
      throw new AppError("RULE_BROKEN", `${profile.name} has no draft beside the rules that hold.`);
    const holding = await db.read.spendingProfileRule.findMany({
      where: { spendingProfileId: profile.id, profileVersion: profile.activeVersion ?? 0 },
    });
    // A number is never used twice, so the rules that hold get a new one, and are sent as they are.
    const changed = await db.update("SpendingProfile", profile, {
      ...rulesFrom(holding),
      rulesVersion: profile.rulesVersion + 1,
      status: "activating",
      statusSince: now,
      issuerMessage: null,
    });
    await saveRules(db, changed);
    await enqueue(work, syncRulesAtIssuer, changed);
    return { spendingProfileId: changed.id, version: changed.version };
  },
});
