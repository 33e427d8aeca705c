import { z } from "zod";
import { command } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueueSync } from "./issuer/enqueue-sync.ts";
import { openIfHeld } from "./issuer/open-if-held.ts";
import { desiredProfileId, noDesiredProfile } from "./rules/desired-profile.ts";
import { protects } from "./rules/profile-rules.ts";

/** Puts a spending profile on a card, in place of the one it has; null takes it off. The card keeps
 *  the rules it has until the issuer has confirmed the new ones. Throws INVALID_INPUT for a profile
 *  that is not there, RULE_BROKEN for a closed card, and for a draft in place of rules that
 *  hold. */
export const changeCardProfile = command({
  name: "card.change-profile",
  input: z.strictObject({ cardId: rowId, spendingProfileId: rowId.nullable(), version: seenVersion }),
  async run(work) {
    const { db, now, input } = work;
    // A deletion of the profile at the same time must see the card, or be seen.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    if (card.status === "inactive" || card.desiredStatus === "inactive")
      throw new AppError("RULE_BROKEN", "This card is closed, so no profile can be put on it.");
    const profile = input.spendingProfileId === null ? null : await findProfile(db, input.spendingProfileId);
    if (desiredProfileId(card) === input.spendingProfileId) return { cardId: card.id, version: card.version };
    if (profile) await checkKeepsRules(db, card, profile);
    const isAsConfirmed = card.spendingProfileId === input.spendingProfileId;
    const changed = await db.update("Card", card, {
      ...(isAsConfirmed
        ? noDesiredProfile
        : { desiredSpendingProfileId: input.spendingProfileId, profileDesiredAt: now }),
      lostSpendingProfileId: null,
      issuerMessage: null,
    });
    // Each of them may name the card, or name it no longer.
    const concerned = [input.spendingProfileId, card.spendingProfileId, card.desiredSpendingProfileId];
    for (const id of new Set(concerned)) if (id !== null) await enqueueSync(work, id);
    await openIfHeld(work, changed);
    return { cardId: changed.id, version: changed.version };
  },
});

async function findProfile(db: Writer, id: number): Promise<Row<"SpendingProfile">> {
  const profile = await db.read.spendingProfile.findFirst({ where: { id } });
  if (!profile)
    throw invalidField("spendingProfileId", "Choose a profile of your business.", {
      model: "SpendingProfile",
      id,
    });
  return profile;
}

// A card never loses rules that hold to ones that do not.
async function checkKeepsRules(
  db: Writer,
  card: Row<"Card">,
  profile: Row<"SpendingProfile">,
): Promise<void> {
  if (card.spendingProfileId === null || protects(profile)) return;
  const present = await db.read.spendingProfile.findFirst({ where: { id: card.spendingProfileId } });
  if (present && protects(present))
    throw new AppError(
      "RULE_BROKEN",
      `${profile.name} is not active, so this card would lose the rules of ${present.name}. Activate it first.`,
    );
}
