import { z } from "zod";
import { command } from "@/lib/command.ts";
import { differingFields } from "@/lib/db/changes/differing-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { syncRulesAtIssuer } from "./issuer/sync-rules.ts";
import { profileFields } from "./rules/profile-fields.ts";
import { checkRules, ruleFields, rulesOf } from "./rules/profile-rules.ts";
import { saveRules } from "./rules/save-rules.ts";

/** Changes the given fields of a profile; null removes a limit. Other rules are a new version: it
 *  is activated, or stays a draft, while the version that holds goes on until the new one is
 *  active. Throws INVALID_INPUT for conflicting rules, DUPLICATE for a name in use. */
export const changeSpendingProfile = command({
  name: "spending-profile.change",
  input: z.strictObject({
    spendingProfileId: rowId,
    version: seenVersion,
    /** Whether the new version only becomes a draft. By default, it does when the profile holds on
     *  no card yet. */
    draft: z.boolean().optional(),
    ...z.strictObject(profileFields).partial().shape,
  }),
  async run(work) {
    const { db, now, input } = work;
    const { spendingProfileId, version, draft, ...given } = input;
    const profile = await db.findForUpdate("SpendingProfile", spendingProfileId, version);
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    checkRules({ ...rulesOf(profile), ...change });
    const differing = differingFields("SpendingProfile", profile, change) ?? {};
    const isNewVersion = ruleFields.some((field) => field in differing);
    const isDraft = draft ?? !isNewestInForce(profile);
    const changed = await db.update("SpendingProfile", profile, {
      ...change,
      ...(isNewVersion && {
        rulesVersion: profile.rulesVersion + 1,
        status: isDraft ? ("draft" as const) : ("activating" as const),
        statusSince: now,
        issuerMessage: null,
      }),
    });
    if (isNewVersion) {
      await saveRules(db, changed);
      await enqueue(work, syncRulesAtIssuer, changed);
    }
    return { spendingProfileId: changed.id, version: changed.version };
  },
});

// The newest version may be a draft beside one that holds.
const isNewestInForce = ({ status }: Row<"SpendingProfile">) =>
  status === "active" || status === "activating";
