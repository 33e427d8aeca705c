import type { Actor } from "@/lib/auth/actor.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import { readAs } from "@/lib/read.ts";

/** A deleted profile that can be restored. `cards` counts the cards that lost it. */
export interface DeletedProfile {
  readonly id: number;
  readonly name: string;
  readonly cards: number;
}

/** A deleted profile of the actor's account, or null when there is none with this id. Needs
 *  spending-profile.restore. */
export function readDeletedProfile(actor: Actor, spendingProfileId: number): Promise<DeletedProfile | null> {
  return readAs(actor, "spending-profile.restore", async (db) => {
    const where = { id: spendingProfileId, deletedAt: { not: null } };
    const profile = await withDeleted(() =>
      db.spendingProfile.findFirst({ where, select: { id: true, name: true } }),
    );
    if (!profile) return null;
    return {
      ...profile,
      cards: await db.card.count({ where: { lostSpendingProfileId: spendingProfileId } }),
    };
  });
}
