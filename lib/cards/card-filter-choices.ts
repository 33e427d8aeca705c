import type { Actor } from "@/lib/auth/actor.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";

/** Something that cards are of, to choose by its name. */
export interface FilterChoice {
  readonly id: number;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly hint?: string;
}

/** What the cards of a business can be filtered by. */
export type CardFilterChoices = Readonly<
  Record<"holders" | "profiles" | "products", readonly FilterChoice[]>
>;

const mostOffered = 500;
// There can be thousands; the others are found by typing.
const firstPeople = 20;

/** The first people, the spending profiles and the card products of a business that its cards can be filtered by, by name; none for whoever sees
 *  only some cards, and none of what they may not see. Needs card.see. */
export function cardFilterChoices(actor: Actor): Promise<CardFilterChoices> {
  return readAs(actor, "card.see", async (db, reach) => {
    if (reach === "own") return { holders: [], profiles: [], products: [] };
    const byName = {
      orderBy: [{ name: "asc" as const }, { id: "asc" as const }],
      select: { id: true, name: true },
    };
    const named = { ...byName, take: mostOffered };
    const people = { ...byName, select: { id: true, name: true, email: true }, take: firstPeople };
    const holders = reachFor(actor, "user.see") === "account" ? await db.user.findMany(people) : [];
    return {
      holders: holders.map(({ id, name, email }) => ({ id, name, hint: email })),
      profiles:
        reachFor(actor, "spending-profile.see") === undefined ? [] : await db.spendingProfile.findMany(named),
      products: await db.cardProduct.findMany(named),
    };
  });
}
