import { z } from "zod";
import { command } from "@/lib/command.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Restores a deleted profile with its rules, and puts it back on the cards that lost it and have
 *  no other profile since. Throws DUPLICATE when its name was taken. */
export const restoreSpendingProfile = command({
  name: "spending-profile.restore",
  input: z.strictObject({ spendingProfileId: rowId }),
  async run({ db, input: { spendingProfileId } }) {
    const profile = await db.findDeletedForUpdate("SpendingProfile", spendingProfileId);
    const restored = await db.restore("SpendingProfile", profile);
    const { deletionId } = profile;
    if (deletionId !== null) {
      const rules = await withDeleted(async () =>
        db.read.spendingProfileRule.findMany({ where: { spendingProfileId, deletionId } }),
      );
      for (const rule of rules) await db.restore("SpendingProfileRule", rule);
    }
    const lost = await db.read.card.findMany({
      where: { lostSpendingProfileId: spendingProfileId },
      orderBy: { id: "asc" },
    });
    const without = lost.filter((card) => card.spendingProfileId === null && card.status !== "inactive");
    // Clears the mark on every card, so a later restore cannot undo what a card became since.
    for (const card of lost)
      await db.update("Card", card, {
        lostSpendingProfileId: null,
        ...(without.includes(card) && { spendingProfileId }),
      });
    return { spendingProfileId: restored.id, cardsThatGotItBack: without.length };
  },
});
