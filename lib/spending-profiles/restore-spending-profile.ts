import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { syncRulesAtIssuer } from "./issuer/sync-rules.ts";
import { protects } from "./rules/profile-rules.ts";
import { saveRules } from "./rules/save-rules.ts";

/** Restores a deleted profile, whose rules are sent to the issuer again, and puts it back on the cards that lost it and have
 *  no other profile since. Throws DUPLICATE when its name was taken. */
export const restoreSpendingProfile = command({
  name: "spending-profile.restore",
  input: z.strictObject({ spendingProfileId: rowId }),
  async run(work) {
    const { db, now } = work;
    const { spendingProfileId } = work.input;
    const profile = await db.findDeletedForUpdate("SpendingProfile", spendingProfileId);
    const undeleted = await db.restore("SpendingProfile", profile);
    // What ended at the issuer stays as it was, and the rules are sent anew.
    const restored = await db.update("SpendingProfile", undeleted, {
      activeVersion: null,
      rulesVersion: undeleted.rulesVersion + 1,
      status: protects(undeleted) && undeleted.status !== "inactive" ? "activating" : "draft",
      statusSince: now,
    });
    await saveRules(db, restored);
    const lost = await db.read.card.findMany({
      where: { lostSpendingProfileId: spendingProfileId },
      orderBy: { id: "asc" },
    });
    const without = lost.filter(
      (card) =>
        card.spendingProfileId === null && card.profileDesiredAt === null && card.status !== "inactive",
    );
    // Clears the mark on every card, so a later restore cannot undo what a card became since.
    for (const card of lost)
      await db.update("Card", card, {
        lostSpendingProfileId: null,
        ...(without.includes(card) && {
          desiredSpendingProfileId: spendingProfileId,
          profileDesiredAt: now,
        }),
      });
    await enqueue(work, syncRulesAtIssuer, restored);
    return { spendingProfileId: restored.id, cardsThatGotItBack: without.length };
  },
});
