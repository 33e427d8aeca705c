import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { type BulkAnswer, callBulkVerb } from "../bulk-commands.ts";
import { type ClaimedJob, hasTime } from "./claim-bulk-jobs.ts";
import { firstWaiting, itemKey, setItems, setRun } from "./item-rows.ts";

type Item = Awaited<ReturnType<typeof firstWaiting>>[number];

const concurrency = 4;

/** Runs the verb of a job on the next cards, up to a maximum, on behalf of the person who started
 *  it. A refusal here is final at once. The other cards then wait for the issuer. */
export async function runItems(job: ClaimedJob, starter: Actor, max: number): Promise<void> {
  const queue = max > 0 ? await firstWaiting(job, max) : [];
  const inTurn = async () => {
    for (let item = queue.shift(); item && hasTime(job); item = queue.shift())
      await runItem(job, starter, item);
  };
  await Promise.all(Array.from({ length: concurrency }, inTurn));
}

async function runItem(job: ClaimedJob, starter: Actor, item: Item): Promise<void> {
  const outcome = await called(job, starter, item);
  crashPoint("bulk-called", job.verb);
  if (outcome === "later") return;
  if ("refusal" in outcome)
    await setItems(job, [item.id], "waiting", { status: "refused", message: outcome.refusal });
  else await setRun(job, item.id, outcome);
  crashPoint("bulk-running", job.verb);
}

async function called(
  job: ClaimedJob,
  starter: Actor,
  item: Item,
): Promise<BulkAnswer | { refusal: string } | "later"> {
  const own = JSON.parse(openField("BulkJobItem", item, "input") ?? "{}") as Record<string, unknown>;
  const input = { ...(item.cardId !== null && { cardId: item.cardId }), ...job.input, ...own };
  try {
    return await callBulkVerb(job.verb, starter, input, itemKey(item.id));
  } catch (error) {
    // Nothing was done, or the outcome is unknown: a retry with the same key finds it.
    if (error instanceof AppError && error.status === 503) return "later";
    if (!(error instanceof AppError) || error.code === "BROKEN")
      log().error({ error, itemId: item.id }, "bulk: a card could not be done");
    return { refusal: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof AppError)) return new AppError("BROKEN").message;
  if (error.code === "NOT_FOUND") return "This card no longer exists.";
  const [field] = Object.values(error.fields);
  return (field ?? error.reason).slice(0, 500);
}
