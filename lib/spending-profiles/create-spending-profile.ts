import { z } from "zod";
import { command } from "@/lib/command.ts";
import { saveRules } from "./save-rules.ts";
import { checkRules, profileFields } from "./spending-profile.ts";

/** Creates a spending profile. Throws DUPLICATE for a name in use, INVALID_INPUT for conflicting
 *  limits. */
export const createSpendingProfile = command({
  name: "spending-profile.create",
  input: z.strictObject({
    name: profileFields.name,
    description: profileFields.description.default(null),
    allowedCategories: profileFields.allowedCategories.default([]),
    blockedCategories: profileFields.blockedCategories.default([]),
    perTransactionLimit: profileFields.perTransactionLimit.default(null),
    dailyLimit: profileFields.dailyLimit.default(null),
    weeklyLimit: profileFields.weeklyLimit.default(null),
    monthlyLimit: profileFields.monthlyLimit.default(null),
    yearlyLimit: profileFields.yearlyLimit.default(null),
  }),
  async run({ db, input }) {
    checkRules(input);
    const profile = await db.insert("SpendingProfile", input);
    await saveRules(db, profile);
    return { spendingProfileId: profile.id };
  },
});
