import { z } from "zod";
import { limitFault } from "@/lib/cards/card.ts";
import { requireProofToRaise } from "@/lib/cards/limits/require-proof-to-raise.ts";
import { command, type Work } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice, reason } from "@/lib/fields/column.ts";
import { reachFor } from "@/lib/permissions.ts";
import { cardChoice, cardVerb, chosenCards, inChunks } from "./choose-cards.ts";
import { insertBulkJob } from "./insert-bulk-job.ts";

const input = z.strictObject({
  verb: cardVerb,
  cards: cardChoice,
  reason: reason.optional(),
  spendLimit: amountInput.nullable().optional(),
  spendLimitDuration: choice("Card", "spendLimitDuration").nullable().optional(),
  confirmedCount: z.int({ error: "Enter how many cards these are." }).optional(),
});

type StartWork = Work<z.output<typeof input>>;

/** Starts a job that runs one verb on many cards. The cards are selected now; a worker processes
 *  them one by one. A query and closing need the number of cards, which `checkBulkJob` counts.
 *  Freezing and closing need a reason. A new limit is in minor units. Throws INVALID_INPUT naming
 *  the field, and NOT_FOUND when one of the ids does not exist. */
export const startBulkJob = command({
  name: "bulk-job.start",
  limit: "check",
  input,
  async run(work) {
    const { actor, input } = work;
    if (reachFor(actor, input.verb) !== "account") throw new AppError("FORBIDDEN");
    const same = sameForAll(input);
    if (input.spendLimit !== undefined) await requireProofToRaise(work, undefined, limitFrom(input));
    const cardIds = await chosenCards(work.db.read, actor, input.cards);
    checkCount(input, cardIds.length);
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

const limitFrom = ({
  spendLimit,
  spendLimitDuration,
}: Pick<StartWork["input"], "spendLimit" | "spendLimitDuration">) => ({
  spendLimit: spendLimit ?? null,
  spendLimitDuration: spendLimitDuration ?? null,
});

// The part of the verb's input that is the same for every card.
function sameForAll({ verb, reason, spendLimit, spendLimitDuration }: StartWork["input"]): object {
  if (verb === "card.change-limit") {
    if (spendLimit === undefined)
      throw invalidField("spendLimit", "Enter the limit, or say that there is none.");
    const fault = limitFault(limitFrom({ spendLimit, spendLimitDuration }));
    if (fault) throw invalidField(...fault);
    return {
      spendLimit: spendLimit === null ? null : Number(spendLimit),
      spendLimitDuration: spendLimitDuration ?? null,
    };
  }
  if (verb !== "card.unfreeze" && reason === undefined) throw invalidField("reason", "Say why.");
  return reason === undefined ? {} : { reason };
}

// What a query finds can change between the look and the start, so its number is confirmed too.
function checkCount({ verb, cards, confirmedCount }: StartWork["input"], count: number): void {
  if (confirmedCount === count) return;
  if (confirmedCount === undefined && verb !== "card.close" && !("query" in cards)) return;
  const are = count === 1 ? "This is one card" : `These are ${count.toLocaleString("en")} cards`;
  const what = verb === "card.close" ? `${are}, and closing is for good.` : `${are} now.`;
  throw invalidField("confirmedCount", `${what} Enter ${count} to confirm.`);
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
