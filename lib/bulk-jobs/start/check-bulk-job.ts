import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import {
  canChange,
  canChangeLimit,
  canClose,
  canFreeze,
  canUnfreeze,
  cardStateLabel,
  cardTypeLabels,
} from "@/lib/cards/card.ts";
import { parseInput } from "@/lib/command.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { letOthersWork } from "@/lib/process/let-others-work.ts";
import { readAs } from "@/lib/read.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import type { bulkJobCheckShape } from "../bulk-job-shapes.ts";
import { cardChoice, cardVerb, chosenCards, inChunks } from "./choose-cards.ts";

/** The verb and the cards to check. Without a verb, no card is skipped. */
export const bulkJobCheck = z.strictObject({ verb: cardVerb.optional(), cards: cardChoice });

/** Which of the chosen cards a verb can be done to now, and why it skips the others. */
export type BulkJobCheck = Shape<typeof bulkJobCheckShape>;

/** Says what a bulk job would do before anybody confirms it: the ids of the cards that the verb can
 *  be done to, to be started with, and how many it skips in which state. Changes nothing. Needs
 *  bulk-job.start. Throws what `chosenCards` throws. */
export function checkBulkJob(actor: Actor, input: unknown): Promise<BulkJobCheck> {
  return readAs(actor, "bulk-job.start", async (db) => {
    await spend(actor, "check");
    const { verb, cards } = parseInput(bulkJobCheck, input);
    const chosen = await chosenCards(db, actor, cards);
    if (verb === undefined) return { ids: chosen, skipped: [] };
    const ids: number[] = [];
    const skipped = new Map<string, number>();
    for (const some of inChunks(chosen, 100)) {
      const found = await db.card.findMany({ where: { id: { in: some } }, select: deciding });
      const byId = new Map(found.map((card) => [card.id, card]));
      for (const card of some.flatMap((id) => byId.get(id) ?? [])) {
        if (can[verb](card)) ids.push(card.id);
        else skipped.set(stateOf(card), (skipped.get(stateOf(card)) ?? 0) + 1);
      }
      await letOthersWork();
    }
    return { ids, skipped: [...skipped].map(([state, count]) => ({ state, count })) };
  });
}

const deciding = { id: true, status: true, desiredStatus: true, lastFour: true, cardType: true } as const;

type DecidingCard = Parameters<typeof canChangeLimit>[0];

const can: Readonly<Record<z.output<typeof cardVerb>, (card: DecidingCard) => boolean>> = {
  "card.freeze": canFreeze,
  "card.unfreeze": canUnfreeze,
  "card.close": canClose,
  "card.change-limit": canChangeLimit,
};

// A card that can be changed, but has no limit of its own, is skipped for its type.
function stateOf(card: DecidingCard): string {
  const isOfAnotherType = card.cardType === "reloadable" && canChange(card);
  return (isOfAnotherType ? cardTypeLabels.reloadable : cardStateLabel(card)).toLowerCase();
}
