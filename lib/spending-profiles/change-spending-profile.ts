import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { saveRules } from "./save-rules.ts";
import { checkRules, profileFields, rulesOf } from "./spending-profile.ts";

/** Changes the given fields of a profile; null removes a limit. The rules are checked together as
 *  they will be after the change. Throws INVALID_INPUT for conflicting limits, DUPLICATE for a
 *  name in use. */
export const changeSpendingProfile = command({
  name: "spending-profile.change",
  input: z.strictObject({
    spendingProfileId: rowId,
    version: seenVersion,
    ...z.strictObject(profileFields).partial().shape,
  }),
  async run({ db, input: { spendingProfileId, version, ...given } }) {
    const profile = await db.findForUpdate("SpendingProfile", spendingProfileId, version);
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    checkRules({ ...rulesOf(profile), ...change });
    const changed = await db.update("SpendingProfile", profile, change);
    if (changed !== profile) await saveRules(db, changed);
    return { spendingProfileId: changed.id, version: changed.version };
  },
});
