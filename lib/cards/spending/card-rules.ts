import type { Reader } from "@/lib/db/transaction.ts";
import type { RuleParameters } from "@/lib/lithic/decision/rule-parameters.ts";
import type { RuleKind } from "@/lib/spending-profiles/rules/compile-rules.ts";

/** A rule of a card's spending profile, as it is compiled for the issuer. */
export interface CardRule {
  readonly id: number;
  readonly kind: RuleKind;
  readonly parameters: RuleParameters;
  readonly profile: { readonly id: number; readonly name: string; readonly version: number };
  /** Whether it declines, only watches, or is not at the issuer yet. */
  readonly state: "active" | "shadow" | "waiting";
}

/** The rules that concern a card now: those that hold, and those that are on their way. */
export async function rulesOfCard(
  db: Reader,
  card: {
    readonly spendingProfileId: number | null;
    readonly desiredSpendingProfileId: number | null;
  },
): Promise<readonly CardRule[]> {
  const ids = [card.spendingProfileId, card.desiredSpendingProfileId].filter((id) => id !== null);
  if (ids.length === 0) return [];
  const profiles = await db.spendingProfile.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, status: true, rulesVersion: true, activeVersion: true },
  });
  const rows = await db.spendingProfileRule.findMany({
    where: { spendingProfileId: { in: ids }, status: { not: "retired" } },
    orderBy: { id: "asc" },
    select: { id: true, kind: true, parameters: true, spendingProfileId: true, profileVersion: true },
  });
  return rows.flatMap((row) => {
    const profile = profiles.find(({ id }) => id === row.spendingProfileId);
    const state = profile && stateOfRule(row.profileVersion, profile, profile.id === card.spendingProfileId);
    if (!profile || !state) return [];
    return [
      {
        id: row.id,
        kind: row.kind as RuleKind,
        parameters: row.parameters as unknown as RuleParameters,
        profile: { id: profile.id, name: profile.name, version: row.profileVersion },
        state,
      },
    ];
  });
}

function stateOfRule(
  version: number,
  profile: { readonly status: string; readonly rulesVersion: number; readonly activeVersion: number | null },
  isOnCard: boolean,
): CardRule["state"] | undefined {
  const { status, rulesVersion, activeVersion } = profile;
  if (version === activeVersion) return isOnCard ? "active" : "waiting";
  if (version !== rulesVersion) return undefined;
  if (status === "shadow") return "shadow";
  return status === "activating" ? "waiting" : undefined;
}
