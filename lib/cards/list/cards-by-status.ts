import type { Actor } from "@/lib/auth/actor.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { readAs } from "@/lib/read.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import type { CardStatus } from "../card.ts";
import type { statusCountShape } from "../card-shapes.ts";
import { cardListRules } from "./card-list.ts";
import { cardSource } from "./card-source.ts";

/** How many cards are in a state, or a lower bound. */
export type StatusCount = Shape<typeof statusCountShape>;

const all = parseListQuery(cardListRules, {});

const maxCounted = 10_000;

/** Counts the cards that the actor may see by state, for all states or the given ones, each up to
 *  `most`. Needs card.see. */
export function cardsByStatus(
  actor: Actor,
  statuses: readonly CardStatus[] = words.Card.status,
  most = maxCounted,
): Promise<StatusCount[]> {
  return readAs(actor, "card.see", async () => {
    const counts: StatusCount[] = [];
    for (const status of statuses) {
      const { total, isCapped } = await cardSource(
        actor,
        { ...all, filters: { status: [status] } },
        rowReader("Card", { id: true }),
      ).count(most);
      counts.push({ status, count: total, isCapped });
    }
    return counts;
  });
}
