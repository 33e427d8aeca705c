import type { Actor } from "@/lib/auth/actor.ts";
import { readAs } from "@/lib/read.ts";

/** Which cards of the actor's account are wanted; the newest first, from behind the one named. */
export interface CardFilter {
  readonly userId?: number;
  readonly status?: string;
  readonly after?: { readonly createdAt: Date; readonly id: number };
  readonly take: number;
}

const shown = {
  id: true,
  userId: true,
  cardType: true,
  form: true,
  status: true,
  memo: true,
  lastFour: true,
  spendLimit: true,
  spendLimitDuration: true,
  createdAt: true,
  version: true,
} as const;

/** A page of cards that the actor may see. Needs card.see. */
export function listCards(actor: Actor, { userId, status, after, take }: CardFilter) {
  return readAs(actor, "card.see", (db, reach) =>
    db.card.findMany({
      where: {
        AND: [
          userId === undefined ? {} : { userId },
          status === undefined ? {} : { status },
          reach === "own" ? { userId: actor.userId ?? 0 } : {},
          // The first bound lets the index begin at the page; without it every page before would be walked over.
          after === undefined
            ? {}
            : { createdAt: { lte: after.createdAt }, OR: [{ createdAt: { lt: after.createdAt } }, { id: { lt: after.id } }] },
        ],
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: shown,
      take,
    }),
  );
}
