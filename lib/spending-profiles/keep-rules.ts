import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { rulesOf } from "./spending-profile.ts";

type RuleKind = (typeof words.SpendingProfileRule.kind)[number];

/** Keeps one rule row for each kind of rule that a profile has. New rows wait for the issuer; rows
 *  of removed rules are deleted. */
export async function keepRules(db: Writer, profile: Row<"SpendingProfile">): Promise<void> {
  const wanted = new Set(wantedRules(profile));
  const present = await db.read.spendingProfileRule.findMany({
    where: { spendingProfileId: profile.id },
    orderBy: { id: "asc" },
  });
  for (const rule of present)
    if (!wanted.delete(rule.kind as RuleKind)) await db.softDelete("SpendingProfileRule", rule);
  for (const kind of wanted)
    await db.insert("SpendingProfileRule", { spendingProfileId: profile.id, kind, status: "waiting" });
}

// An empty allow-list is no rule: at the issuer it would decline every purchase.
function wantedRules(profile: Row<"SpendingProfile">): RuleKind[] {
  const rules = rulesOf(profile);
  const wanted: Record<RuleKind, boolean> = {
    allowed_categories: rules.allowedCategories.length > 0,
    blocked_categories: rules.blockedCategories.length > 0,
    per_transaction: rules.perTransactionLimit !== null,
    daily: rules.dailyLimit !== null,
    weekly: rules.weeklyLimit !== null,
    monthly: rules.monthlyLimit !== null,
    yearly: rules.yearlyLimit !== null,
  };
  return words.SpendingProfileRule.kind.filter((kind) => wanted[kind]);
}
