import { z } from "zod";
import { limitFault } from "@/lib/cards/card.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { findCardIds } from "@/lib/cards/list/card-source.ts";
import { command, type Work } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice, reason, rowId } from "@/lib/fields/column.ts";
import { hrefFor, parseListQuery } from "@/lib/lists/list-query.ts";
import { reachFor } from "@/lib/permissions.ts";
import { maxItems } from "./bulk-job.ts";
import { insertBulkJob } from "./insert-bulk-job.ts";

const input = z.strictObject({
  verb: z.enum(["card.freeze", "card.unfreeze", "card.close", "card.change-limit"], {
    error: "Choose card.freeze, card.unfreeze, card.close or card.change-limit.",
  }),
  cards: z.union(
    [
      z.strictObject({ ids: z.array(rowId).min(1).max(maxItems) }),
      z.strictObject({ query: z.string().max(2_000) }),
      z.strictObject({ jobId: rowId }),
    ],
    { error: `Choose up to ${maxItems.toLocaleString("en")} cards: {ids}, {query} or {jobId}.` },
  ),
  reason: reason.optional(),
  spendLimit: amountInput.nullable().optional(),
  spendLimitDuration: choice("Card", "spendLimitDuration").nullable().optional(),
  confirmedCount: z.int({ error: "Enter how many cards these are." }).optional(),
});

type StartWork = Work<z.output<typeof input>>;

/** Starts a job that runs one verb on many cards: those with given ids, all in a list under a query
 *  such as "status=active&holder=7", or those for which an earlier job ran its verb, unless they
 *  were frozen, unfrozen or closed since. The cards are selected now; a worker processes them one
 *  by one. Freezing and closing need a reason, and closing needs the number of cards. A new limit
 *  is in minor units. Throws INVALID_INPUT naming the field, and NOT_FOUND when one of the ids does
 *  not exist. */
export const startBulkJob = command({
  name: "bulk-job.start",
  input,
  async run(work) {
    const { actor, input } = work;
    if (reachFor(actor, input.verb) !== "account") throw new AppError("FORBIDDEN");
    const same = sameForAll(input);
    const cardIds = await chosenCards(work);
    if (cardIds.length === 0) throw invalidField("cards", "There are no such cards.");
    if (cardIds.length > maxItems)
      throw invalidField(
        "cards",
        `These are more than ${maxItems.toLocaleString("en")} cards. Narrow the list first.`,
      );
    if (input.verb === "card.close") checkCount(input.confirmedCount, cardIds.length);
    const lastFours = input.verb === "card.close" ? await readLastFours(work, cardIds) : undefined;
    const { jobId } = await insertBulkJob(work, {
      verb: input.verb,
      input: same,
      items: cardIds.map((cardId) => ({
        cardId,
        ...(lastFours && { input: { lastFour: lastFours.get(cardId) ?? "" } }),
      })),
    });
    return { jobId, total: cardIds.length };
  },
});

// The part of the verb's input that is the same for every card.
function sameForAll({ verb, reason, spendLimit, spendLimitDuration }: StartWork["input"]): object {
  if (verb === "card.change-limit") {
    if (spendLimit === undefined)
      throw invalidField("spendLimit", "Enter the limit, or say that there is none.");
    const fault = limitFault({ spendLimit, spendLimitDuration: spendLimitDuration ?? null });
    if (fault) throw invalidField(...fault);
    return {
      spendLimit: spendLimit === null ? null : Number(spendLimit),
      spendLimitDuration: spendLimitDuration ?? null,
    };
  }
  if (verb !== "card.unfreeze" && reason === undefined) throw invalidField("reason", "Say why.");
  return reason === undefined ? {} : { reason };
}

async function chosenCards(work: StartWork): Promise<readonly number[]> {
  const { cards } = work.input;
  if ("ids" in cards) return existing(work, [...new Set(cards.ids)]);
  return "jobId" in cards ? doneBy(work, cards.jobId) : listed(work, cards.query);
}

async function existing({ db }: StartWork, ids: readonly number[]): Promise<readonly number[]> {
  let found = 0;
  for (const some of inChunks(ids)) found += await db.read.card.count({ where: { id: { in: some } } });
  if (found < ids.length)
    throw new AppError("NOT_FOUND", "Some of these cards no longer exist. Reload the list.");
  return ids;
}

async function doneBy({ db }: StartWork, jobId: number): Promise<readonly number[]> {
  await db.findForUpdate("BulkJob", jobId);
  const items = await db.read.bulkJobItem.findMany({
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
  db: StartWork["db"],
  cardIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const newest = new Map<number, number>();
  for (const some of inChunks(cardIds)) {
    const where = {
      cardId: { in: [...some] },
      kind: { in: ["card.freeze", "card.unfreeze", "card.close"] },
    };
    const changes = await db.read.lithicOperation.findMany({
      where,
      orderBy: { id: "asc" },
      select: { id: true, cardId: true },
    });
    for (const { id, cardId } of changes) if (cardId !== null) newest.set(cardId, id);
  }
  return newest;
}

// A list ignores an unknown filter value. Here that would select too many cards, so nothing is
// done.
function listed({ actor }: StartWork, text: string): Promise<readonly number[]> {
  const parameters = new URLSearchParams(text);
  const query = parseListQuery(cardListRules, parameters);
  const understood = new URLSearchParams(hrefFor(cardListRules, query));
  const overlooked = [...parameters].find(
    ([name, value]) => !ofTheView.has(name) && understood.get(name) !== value.trim(),
  );
  if (overlooked)
    throw invalidField("cards", `The list cannot be narrowed by ${overlooked.join("=").slice(0, 80)}.`);
  return findCardIds(actor, query, maxItems + 1);
}

// These parameters set how the list is shown, not which cards are in it.
const ofTheView = new Set(["sort", "columns", "pageSize", "after", "before", "end", "view"]);

function checkCount(confirmed: number | undefined, count: number): void {
  const cards = count === 1 ? "one card" : `${count.toLocaleString("en")} cards`;
  if (confirmed !== count)
    throw invalidField("confirmedCount", `This closes ${cards} for good. Enter ${count} to confirm it.`);
}

async function readLastFours(
  { db }: StartWork,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const lastFours = new Map<number, string | null>();
  for (const some of inChunks(ids))
    for (const { id, lastFour } of await db.read.card.findMany({
      where: { id: { in: some } },
      select: { id: true, lastFour: true },
    }))
      lastFours.set(id, lastFour);
  return lastFours;
}

function inChunks(ids: readonly number[], size = 500): number[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) =>
    ids.slice(at * size, (at + 1) * size),
  );
}
