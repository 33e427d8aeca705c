import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";

/** A rule of a profile, with its token at the issuer. Null when it is not there yet. */
export interface PlannedRule {
  readonly row: Row<"SpendingProfileRule">;
  readonly token: string | null;
}

/** What should hold at the issuer for a profile. */
export interface RulesPlan {
  readonly profile: Row<"SpendingProfile">;
  /** The open cards that its rules name, by their tokens. */
  readonly cards: readonly { readonly id: number; readonly token: string }[];
  /** Whether the profile declines anything at all after this. */
  readonly isEnforced: boolean;
  /** The rules that decline purchases, once all of them are there. */
  readonly active: readonly PlannedRule[];
  /** The rules that run in shadow. */
  readonly shadow: readonly PlannedRule[];
  /** The rules that end, after all others are as they should be. */
  readonly ended: readonly PlannedRule[];
}

/** Reads what should hold at the issuer for the profile of an operation. A card that moves to
 *  another profile stays until the other profile's rules hold on it. */
export async function readRulesPlan({ accountId, targetId }: Operation): Promise<RulesPlan> {
  return readAs(issuerActor(accountId), "spending-profile.see", async (db) => {
    const profile = await withDeleted(async () => db.spendingProfile.findFirst({ where: { id: targetId } }));
    if (!profile) throw new IssuerError("refused", "The profile is gone.");
    const rows = await withDeleted(async () =>
      db.spendingProfileRule.findMany({
        where: { spendingProfileId: targetId, status: { not: "retired" } },
        orderBy: { id: "asc" },
      }),
    );
    const cards = await db.card.findMany({
      where: {
        status: { not: "inactive" },
        lithicCardToken: { not: null },
        OR: [
          { desiredSpendingProfileId: targetId },
          {
            spendingProfileId: targetId,
            OR: [{ profileDesiredAt: null }, { desiredSpendingProfileId: { not: null } }],
          },
        ],
      },
      orderBy: { id: "asc" },
    });
    const rules = rows.map((row) => ({
      row,
      token: openField("SpendingProfileRule", row, "lithicAuthRuleToken"),
    }));
    return {
      profile,
      cards: cards.map((card) => ({ id: card.id, token: openField("Card", card, "lithicCardToken") ?? "" })),
      ...byPurpose(profile, rules),
    };
  });
}

function byPurpose(profile: Row<"SpendingProfile">, rules: readonly PlannedRule[]) {
  const { status, rulesVersion, activeVersion, deletedAt } = profile;
  const isOff = deletedAt !== null || status === "inactive";
  const activeNumber = status === "activating" ? rulesVersion : activeVersion;
  const isActive = ({ row }: PlannedRule) => !isOff && !row.deletedAt && row.profileVersion === activeNumber;
  const isShadow = ({ row }: PlannedRule) =>
    !isOff && !row.deletedAt && status === "shadow" && row.profileVersion === rulesVersion;
  return {
    isEnforced: !isOff && activeNumber !== null,
    active: rules.filter(isActive),
    shadow: rules.filter((rule) => isShadow(rule) && !isActive(rule)),
    ended: rules.filter((rule) => !isActive(rule) && !isShadow(rule)),
  };
}
