import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { compileRules } from "./compile-rules.ts";
import { rulesOf } from "./profile-rules.ts";

/** Saves the rules that the newest version of a profile needs at the issuer. Rules of earlier
 *  versions that never got there are deleted; the others end there first. */
export async function saveRules(db: Writer, profile: Row<"SpendingProfile">): Promise<void> {
  const { id: spendingProfileId, rulesVersion: profileVersion } = profile;
  const neverSent = await db.read.spendingProfileRule.findMany({
    where: { spendingProfileId, status: "waiting", lithicAuthRuleToken: null },
    orderBy: { id: "asc" },
  });
  for (const rule of neverSent)
    if (rule.profileVersion !== profile.activeVersion) await db.softDelete("SpendingProfileRule", rule);
  for (const { kind, rule } of compileRules(rulesOf(profile)))
    await db.insert("SpendingProfileRule", {
      spendingProfileId,
      profileVersion,
      kind,
      parameters: rule.parameters as unknown as Record<string, never>,
    });
}
