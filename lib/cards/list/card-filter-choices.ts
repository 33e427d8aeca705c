import type { Actor } from "@/lib/auth/actor.ts";
import { sortedByName } from "@/lib/db/search/sort-texts.ts";
import { findRows } from "@/lib/db/statements.ts";
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

const maxOffered = 500;
// There can be thousands. People find the others by typing.
const firstPeople = 20;

/** The filter choices for the cards of a business, sorted by name: the first people, the spending
 *  profiles and the card products. Empty for an actor who sees only some of the cards. Leaves out
 *  what the actor may not see. Needs card.see. */
export function cardFilterChoices(actor: Actor): Promise<CardFilterChoices> {
  return readAs(actor, "card.see", async (_, reach) => {
    if (reach === "own") return { holders: [], profiles: [], products: [] };
    const named = { id: true, name: true } as const;
    const byName = { by: "nameSort", take: maxOffered } as const;
    const people = { ...byName, take: firstPeople };
    const holders =
      reachFor(actor, "user.see") === "account"
        ? await findRows("User", {}, { ...named, email: true }, people)
        : [];
    return {
      holders: holders.map(({ id, name, email }) => ({ id, name, hint: email })),
      profiles:
        reachFor(actor, "spending-profile.see") === undefined
          ? []
          : await findRows("SpendingProfile", {}, named, byName),
      products: sortedByName(await findRows("CardProduct", {}, named, { by: "name", take: maxOffered })),
    };
  });
}
