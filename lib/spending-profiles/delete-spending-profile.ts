import { randomUUID } from "node:crypto";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { reason, rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { openIfHeld } from "./issuer/open-if-held.ts";
import { syncRulesAtIssuer } from "./issuer/sync-rules.ts";
import { noDesiredProfile } from "./rules/desired-profile.ts";

/** Maximum number of cards that lose their profile in one step. Each gets a row in its history. */
const maxCards = 500;

/** Deletes a profile and removes it from its cards. The caller states how many cards lose it, so
 *  nobody removes rules from cards they did not see. Its rules end at the issuer. Throws RULE_BROKEN when the number differs, or
 *  exceeds what one step allows. */
export const deleteSpendingProfile = command({
  name: "spending-profile.delete",
  input: z.strictObject({
    spendingProfileId: rowId,
    cardsLosingIt: z.int({ error: "Say how many cards lose it." }).min(0).default(0),
    reason: reason.optional(),
    version: seenVersion,
  }),
  async run(work) {
    const { db, input } = work;
    const { spendingProfileId, cardsLosingIt, version } = input;
    const profile = await db.findForUpdate("SpendingProfile", spendingProfileId, version);
    // With the lock, a card that gets the profile at the same time is either found here or refused
    // there.
    await db.lockAccount();
    const cards = await db.read.card.findMany({
      where: { OR: [{ spendingProfileId }, { desiredSpendingProfileId: spendingProfileId }] },
      orderBy: { id: "asc" },
      take: maxCards + 1,
    });
    if (cards.length > maxCards)
      throw new AppError(
        "RULE_BROKEN",
        `More than ${maxCards} cards follow ${profile.name}. Close some of them first.`,
      );
    const losing = cards.filter((card) => card.spendingProfileId === spendingProfileId).length;
    if (losing !== cardsLosingIt) {
      const follow = losing === 1 ? "1 card follows" : `${losing} cards follow`;
      throw new AppError(
        "RULE_BROKEN",
        `${follow} ${profile.name} and would lose its rules. Confirm that number.`,
      );
    }
    for (const card of cards) {
      const changed = await db.update("Card", card, {
        spendingProfileId: card.spendingProfileId === profile.id ? null : card.spendingProfileId,
        ...(card.desiredSpendingProfileId === profile.id && noDesiredProfile),
        lostSpendingProfileId: profile.id,
      });
      await openIfHeld(work, changed);
    }
    const deletionId = randomUUID();
    for (const rule of await db.read.spendingProfileRule.findMany({ where: { spendingProfileId } }))
      await db.softDelete("SpendingProfileRule", rule, deletionId);
    await db.softDelete("SpendingProfile", profile, deletionId);
    await enqueue(work, syncRulesAtIssuer, profile);
    return { spendingProfileId: profile.id, cardsThatLostIt: losing };
  },
});
