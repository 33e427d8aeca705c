import type { Row } from "@/lib/db/schema.ts";
import { openField, sealFields } from "@/lib/db/sealed-fields.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { atLowPriority } from "@/lib/lithic/rate-limits.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { applyEvent, type Outcome } from "./apply-event.ts";

const mostTaken = 20;
const lanes = 4;
// Longer than it takes to handle all that were taken, when the issuer lets every answer wait.
const claimMilliseconds = 120_000;
const longestPause = 3_600_000;
// A card that is only just being made is known by then, a quarter of an hour later; for others it is enough to look once a day.
const attemptsForNewCard = 10;
const pauseForForeignCard = 24 * 3_600_000;
// Nothing is put off for longer, so what lies further ahead was written before the clock was put back.
const furthestMilliseconds = 2 * pauseForForeignCard;
// The issuer may be away for days (100 times are four), and what is broken here is mended by then; what the issuer refuses, it will refuse again.
const mostAttempts = { ofAll: 100, ofRefused: 10 } as const;
// As far as the column counts.
const countedTo = 1_000;

type Taken = Row<"WebhookEvent">;

/** Handles the messages whose turn has come, the oldest first and those of unknown cards last, and answers whether there may be more. What cannot
 *  be put in force yet is tried again, later each time; several processes may do this at once. */
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

// Who has a message moves its turn on: nobody else takes it until then, and somebody does if this process dies.
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
      // Ids sort by when the messages came in.
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
  // Somebody else has just changed the card: it has to be looked at again.
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

// Nothing the issuer said: that could name a card.
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
