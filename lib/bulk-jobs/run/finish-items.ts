import { inAccount } from "@/lib/db/transaction.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import type { BulkVerb } from "../bulk-job.ts";
import type { ClaimedJob } from "./claim-bulk-jobs.ts";
import { setItems } from "./item-rows.ts";

const maxItemsRead = 500;

/** Gives the items of a job that wait for the issuer their result, once there is one. Returns how
 *  many still wait. */
export async function finishItems(job: ClaimedJob): Promise<number> {
  const { running, answers } = await readAnswers(job);
  const done = answers.filter(({ refusal }) => refusal === undefined).map(({ itemId }) => itemId);
  if (done.length > 0) await setItems(job, done, "running", { status: "done" });
  for (const { itemId, refusal } of answers)
    if (refusal !== undefined)
      await setItems(job, [itemId], "running", { status: "refused", message: refusal.slice(0, 500) });
  if (answers.length > 0) crashPoint("bulk-finished", job.verb);
  return running - answers.length;
}

function readAnswers({ id: jobId, accountId, verb }: ClaimedJob) {
  return inAccount(accountId, async (db) => {
    const items = await db.bulkJobItem.findMany({
      where: { jobId, status: "running" },
      orderBy: { place: "asc" },
      take: maxItemsRead,
      select: { id: true, cardId: true, operationId: true },
    });
    const operationIds = items.flatMap(({ operationId }) => operationId ?? []);
    const operations =
      operationIds.length === 0
        ? []
        : await db.lithicOperation.findMany({
            where: { id: { in: operationIds }, status: { notIn: [...pendingStatuses] } },
            select: { id: true, status: true, lastError: true },
          });
    const byId = new Map(operations.map((operation) => [operation.id, operation]));
    const ended = items.filter(({ operationId }) => operationId !== null && byId.has(operationId));
    const cardIds = ended.flatMap(({ cardId }) => cardId ?? []);
    const closed =
      cardIds.length === 0
        ? []
        : await db.card.findMany({
            where: { id: { in: cardIds }, status: "inactive" },
            select: { id: true },
          });
    const closedIds = new Set(closed.map(({ id }) => id));
    const answers = ended.map(({ id, cardId, operationId }) => {
      const operation = byId.get(operationId ?? 0);
      const refusal = refusalOf(
        verb,
        operation?.status ?? "",
        operation?.lastError ?? null,
        closedIds.has(cardId ?? 0),
      );
      return { itemId: id, refusal };
    });
    return { running: items.length, answers };
  });
}

function refusalOf(
  verb: BulkVerb,
  status: string,
  lastError: string | null,
  isClosed: boolean,
): string | undefined {
  if (status === "refused") return lastError ?? "The issuer rejected this change.";
  if (status === "superseded") return "Someone requested another change to this card first.";
  // The issuer answers every change to a closed card with the closed card. That is its refusal.
  if (isClosed && verb !== "card.close" && verb !== "card.issue")
    return "This card is closed, so it can't be changed.";
  return undefined;
}
