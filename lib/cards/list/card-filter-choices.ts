import type { Actor } from "@/lib/auth/actor.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";

/** Something that cards belong to, chosen by name. */
export interface FilterChoice {
  readonly id: number;
  readonly name: string;
  /** Tells it apart from others of the same name. */
  readonly hint?: string;
}

/** The choices for filtering the cards of a business. */
export type CardFilterChoices = Readonly<
  Record<"holders" | "profiles" | "products", readonly FilterChoice[]>
>;

const mostOffered = 500;
// There can be thousands. People find the others by typing.
const firstPeople = 20;

/** The filter choices for the cards of a business, sorted by name: the first people, the spending
 *  profiles and the card products. Empty for an actor who sees only some of the cards. Leaves out
 *  what the actor may not see. Needs card.see. */
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
