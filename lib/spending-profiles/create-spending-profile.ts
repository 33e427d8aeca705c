import { z } from "zod";
import { command } from "@/lib/command.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { syncRulesAtIssuer } from "./issuer/sync-rules.ts";
import { newProfileFields } from "./rules/profile-fields.ts";
import { checkRules } from "./rules/profile-rules.ts";
import { saveRules } from "./rules/save-rules.ts";

/** Creates a spending profile, which holds on its cards once the issuer has confirmed it, or only a
 *  draft of one. Throws DUPLICATE for a name in use, INVALID_INPUT for conflicting rules. */
export const createSpendingProfile = command({
  name: "spending-profile.create",
  input: z.strictObject({
    ...newProfileFields,
    /** Whether it only becomes a draft, which declines nothing. */
    draft: z.boolean().default(false),
  }),
  async run(work) {
    const { draft, ...given } = work.input;
    checkRules(given);
    const status = draft ? "draft" : "activating";
    const profile = await work.db.insert("SpendingProfile", { ...given, status, statusSince: work.now });
    await saveRules(work.db, profile);
    if (!draft) await enqueue(work, syncRulesAtIssuer, profile);
    return { spendingProfileId: profile.id };
  },
});
