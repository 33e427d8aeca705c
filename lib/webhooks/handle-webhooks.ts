import { openField, sealFields } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { atLowPriority } from "@/lib/lithic/rate-limits.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { applyEvent, type Outcome } from "./apply-event.ts";

const mostTaken = 20;
const lanes = 4;
// Longer than it takes to handle all claimed messages when every call to the issuer is slow.
const claimMilliseconds = 120_000;
const longestPause = 3_600_000;
// A card that is still being created is known after ten attempts, a quarter of an hour later. For
// other cards, one attempt a day is enough.
const attemptsForNewCard = 10;
const pauseForForeignCard = 24 * 3_600_000;
// Nothing is postponed for longer. A later time was written before the clock was set back.
const furthestMilliseconds = 2 * pauseForForeignCard;
// The issuer may be down for days (100 attempts take four), and a bug here is fixed by then. What
// the issuer refuses, it will refuse again.
const mostAttempts = { ofAll: 100, ofRefused: 10 } as const;
// The column's maximum.
const countedTo = 1_000;

type Taken = Row<"WebhookEvent">;

/** Handles the due messages, oldest first and those of unknown cards last. Returns whether there
 *  may be more. A message that cannot be applied yet is tried again, each time later. Several
 *  processes may do this at once. */
export async function handleWebhooks(): Promise<boolean> {
  const taken = await claim();
  const queue = [...taken];
  const inTurn = async () => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      const { messageId } = message;
      await handle(message).catch((error: unknown) =>
        log().error({ error, messageId }, "webhook: its outcome could not be written"),
      );
    }
  };
  await atLowPriority(() => Promise.all(Array.from({ length: lanes }, inTurn)));
  return taken.length === mostTaken;
}

// Claiming a message moves its next attempt into the future. No other process takes it until then,
// and one does if this process dies.
async function claim(): Promise<Taken[]> {
  const now = new Date();
  const ids = (await dueMessages(now)).slice(0, mostTaken);
  if (ids.length === 0) return [];
  const where = {
    id: { in: ids },
    status: { in: [...unhandled] },
    OR: dueAt(now).map((nextAttemptAt) => ({ nextAttemptAt })),
  };
  const data = { nextAttemptAt: new Date(now.getTime() + claimMilliseconds), version: { increment: 1 } };
  return inTransaction("across", (tx) => tx.webhookEvent.updateManyAndReturn({ where, data }));
}

function dueMessages(now: Date): Promise<string[]> {
  return acrossAccounts(async (db) => {
    const ids: string[] = [];
    for (const status of unhandled) {
      const ofStatus: string[] = [];
      for (const nextAttemptAt of dueAt(now)) {
        const due = await db.webhookEvent.findMany({
          where: { status, nextAttemptAt },
          orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
          take: mostTaken,
          select: { id: true },
        });
        ofStatus.push(...due.map(({ id }) => id));
      }
      // Ids sort by arrival time.
      ids.push(...ofStatus.sort());
    }
    return ids;
  });
}

const unhandled = ["received", "quarantined"] as const;
const dueAt = (now: Date) => [{ lte: now }, { gt: new Date(now.getTime() + furthestMilliseconds) }];

async function handle(message: Taken): Promise<void> {
  const { eventType } = message;
  crashPoint("webhook-claim", eventType);
  const outcome = await effectOf(message).catch((error: unknown) => failed(message, error));
  crashPoint("webhook-effect", eventType);
  await settle(message, outcome);
  crashPoint("webhook-done", eventType);
}

async function effectOf(message: Taken): Promise<Outcome> {
  const { messageId, eventType } = message;
  return applyEvent({ messageId, eventType, body: openField("WebhookEvent", message, "body") ?? "" });
}

function failed({ messageId, eventType, attempts }: Taken, error: unknown): Outcome {
  // The card was changed at the same time, so the message is tried again.
  if (error instanceof AppError && error.code === "STALE") return { status: "received", error: error.code };
  const told =
    error instanceof IssuerError
      ? { failure: error.kind, status: error.status, reference: error.reference }
      : { error };
  log().warn({ ...told, messageId, eventType, attempts: attempts + 1 }, "webhook: could not be put in force");
  const most = isRefused(error) ? mostAttempts.ofRefused : mostAttempts.ofAll;
  return { status: attempts + 1 < most ? "received" : "failed", error: inWords(error) };
}

const isRefused = (error: unknown) =>
  error instanceof IssuerError
    ? error.kind === "refused"
    : error instanceof AppError && error.code === "INVALID_INPUT";

// Stores none of the issuer's words, because they could contain card data.
function inWords(error: unknown): string {
  if (error instanceof AppError) return error.code;
  if (!(error instanceof IssuerError)) return "BROKEN";
  return `The issuer ${error.kind === "refused" ? "refused to say more" : "did not answer"}${error.status ? ` (${error.status})` : ""}.`;
}

async function settle(
  message: Taken,
  { status, accountId = message.accountId, error }: Outcome,
): Promise<void> {
  const { id, messageId, eventType, attempts, version } = message;
  const now = new Date();
  const isOver = status !== "received" && status !== "quarantined";
  const isForeign = status === "quarantined" && attempts >= attemptsForNewCard;
  const pause = isForeign ? pauseForForeignCard : Math.min(longestPause, 1_000 * 2 ** Math.min(attempts, 20));
  const data = {
    ...(accountId !== message.accountId && {
      accountId,
      ...sealFields("WebhookEvent", accountId, { body: openField("WebhookEvent", message, "body") }),
    }),
    ...{ status, lastError: error ?? null, attempts: Math.min(countedTo, attempts + 1) },
    ...(isOver ? { handledAt: now } : { nextAttemptAt: new Date(now.getTime() + pause) }),
    ...{ version: version + 1, updatedAt: now },
  };
  const { count } = await inTransaction("across", (tx) =>
    tx.webhookEvent.updateMany({ where: { id, version }, data }),
  );
  if (count === 0) return;
  if (status === "failed") log().error({ messageId, eventType, reason: error }, "webhook: given up");
  if (status === "quarantined" && attempts === attemptsForNewCard)
    log().error({ messageId, eventType }, "webhook: its card is still not known here");
}
