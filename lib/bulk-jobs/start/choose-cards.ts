import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { findCardIds } from "@/lib/cards/list/card-source.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { invalidField, noRow } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { faultsOfWhole, shortened } from "@/lib/lists/list-faults.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { maxItems } from "../bulk-job.ts";

/** The verbs that one job can run on cards there are. */
export const cardVerb = z.enum(["card.freeze", "card.unfreeze", "card.close", "card.change-limit"], {
  error: "Choose card.freeze, card.unfreeze, card.close or card.change-limit.",
});

/** Which cards: those with given ids, all in a list under a query such as "status=active&holder=7",
 *  or those for which an earlier job ran its verb. */
export const cardChoice = z.union(
  [
    z.strictObject({ ids: z.array(rowId).min(1).max(maxItems) }),
    z.strictObject({ query: z.string().max(2_000) }),
    z.strictObject({ jobId: rowId }),
  ],
  { error: `Choose up to ${maxItems.toLocaleString("en")} cards: {ids}, {query} or {jobId}.` },
);

/** The ids of the chosen cards, each once. Leaves out what was frozen, unfrozen or closed since the
 *  earlier job. Throws INVALID_INPUT at `cards` for no cards, more than 10,000, or a query that the
 *  list cannot follow, and NOT_FOUND when one of the ids or the job does not exist. */
export async function chosenCards(
  db: Reader,
  actor: Actor,
  cards: z.output<typeof cardChoice>,
): Promise<readonly number[]> {
  const ids =
    "ids" in cards
      ? await existing(db, [...new Set(cards.ids)])
      : "jobId" in cards
        ? await doneBy(db, cards.jobId)
        : await listed(actor, cards.query);
  if (ids.length === 0) throw invalidField("cards", "There are no such cards.");
  if (ids.length > maxItems)
    throw invalidField(
      "cards",
      `These are more than ${maxItems.toLocaleString("en")} cards. Narrow the list first.`,
    );
  return ids;
}

async function existing(db: Reader, ids: readonly number[]): Promise<readonly number[]> {
  for (const some of inChunks(ids)) {
    const found = await db.card.findMany({ where: { id: { in: some } }, select: { id: true } });
    if (found.length === some.length) continue;
    const there = new Set(found.map(({ id }) => id));
    const missing = some.find((id) => !there.has(id)) ?? 0;
    throw noRow("Card", missing, "Some of these cards no longer exist. Reload the list.");
  }
  return ids;
}

async function doneBy(db: Reader, jobId: number): Promise<readonly number[]> {
  if (!(await db.bulkJob.findFirst({ where: { id: jobId }, select: { id: true } })))
    throw noRow("BulkJob", jobId);
  const items = await db.bulkJobItem.findMany({
    where: { jobId, status: "done", cardId: { not: null } },
    orderBy: { place: "asc" },
    select: { cardId: true, operationId: true },
  });
  const newest = await newestStateChanges(
    db,
    items.flatMap(({ cardId }) => cardId ?? []),
  );
  return items.flatMap(({ cardId, operationId }) =>
    cardId !== null && (newest.get(cardId) ?? 0) <= (operationId ?? 0) ? cardId : [],
  );
}

// An undo skips a card that somebody froze or unfroze after the job, for their own reason.
async function newestStateChanges(
  db: Reader,
  cardIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const newest = new Map<number, number>();
  for (const some of inChunks(cardIds)) {
    const where = {
      cardId: { in: [...some] },
      kind: { in: ["card.freeze", "card.unfreeze", "card.close"] },
    };
    const changes = await db.lithicOperation.findMany({
      where,
      orderBy: { id: "asc" },
      select: { id: true, cardId: true },
    });
    for (const { id, cardId } of changes) if (cardId !== null) newest.set(cardId, id);
  }
  return newest;
}

// A page says which filters it does not use. Here one that is left out would select too many cards.
function listed(actor: Actor, text: string): Promise<readonly number[]> {
  const parameters = new URLSearchParams(text);
  const [fault] = faultsOfWhole(cardListRules, parameters);
  if (fault)
    throw invalidField("cards", `The list cannot be narrowed by ${shortened(fault)}. ${fault.reason}`);
  return findCardIds(actor, parseListQuery(cardListRules, parameters), maxItems + 1);
}

/** Parts of a long list of ids, because a statement takes only so many values. */
export function inChunks(ids: readonly number[], size = 500): number[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) =>
    ids.slice(at * size, (at + 1) * size),
  );
}
