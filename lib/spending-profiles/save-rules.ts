import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { rulesOf } from "./spending-profile.ts";

type RuleKind = (typeof words.SpendingProfileRule.kind)[number];

/** Saves one rule row for each kind of rule that a profile has. New rows wait for the issuer; rows
 *  of removed rules are deleted. */
export async function saveRules(db: Writer, profile: Row<"SpendingProfile">): Promise<void> {
  const needed = new Set(rulesNeeded(profile));
  const present = await db.read.spendingProfileRule.findMany({
    where: { spendingProfileId: profile.id },
    orderBy: { id: "asc" },
  });
  for (const rule of present)
    if (!needed.delete(rule.kind as RuleKind)) await db.softDelete("SpendingProfileRule", rule);
  for (const kind of needed)
    await db.insert("SpendingProfileRule", { spendingProfileId: profile.id, kind, status: "waiting" });
}

// An empty allow-list is no rule: at the issuer it would decline every purchase.
function rulesNeeded(profile: Row<"SpendingProfile">): RuleKind[] {
  const rules = rulesOf(profile);
  const needed: Record<RuleKind, boolean> = {
    allowed_categories: rules.allowedCategories.length > 0,
    blocked_categories: rules.blockedCategories.length > 0,
    per_transaction: rules.perTransactionLimit !== null,
    daily: rules.dailyLimit !== null,
    weekly: rules.weeklyLimit !== null,
    monthly: rules.monthlyLimit !== null,
    yearly: rules.yearlyLimit !== null,
  };
  return words.SpendingProfileRule.kind.filter((kind) => needed[kind]);
}
