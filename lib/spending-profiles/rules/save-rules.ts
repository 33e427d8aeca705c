import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { compileRules } from "./compile-rules.ts";
import { rulesOf } from "./profile-rules.ts";

/** Saves the rules that the newest version of a profile needs at the issuer. The next sync ends
 *  those of versions that are gone. */
export async function saveRules(db: Writer, profile: Row<"SpendingProfile">): Promise<void> {
  const { id: spendingProfileId, rulesVersion: profileVersion } = profile;
  for (const { kind, rule } of compileRules(rulesOf(profile)))
    await db.insert("SpendingProfileRule", {
      spendingProfileId,
      profileVersion,
      kind,
      parameters: rule.parameters as unknown as Record<string, never>,
    });
}
