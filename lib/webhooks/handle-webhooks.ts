import { openField, sealFields } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { atLowPriority } from "@/lib/lithic/rate-limits/rate-limits.ts";
import { claim, findDue, newOwner, type Queue, release } from "@/lib/outbox/claim.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { log } from "@/lib/process/log.ts";
import { applyEvent, type Outcome } from "./apply-event.ts";

const maxClaimed = 20;
const concurrency = 4;
const maxPause = 3_600_000;
// A card that is still being created is known after ten attempts, a quarter of an hour later. For
// other cards, one attempt a day is enough.
const attemptsForNewCard = 10;
const pauseForForeignCard = 24 * 3_600_000;
const inbox: Queue<"WebhookEvent"> = {
  model: "WebhookEvent",
  statuses: ["received", "quarantined"],
  // Longer than it takes to handle all claimed messages when every call to the issuer is slow.
  leaseMilliseconds: 120_000,
  maxAheadMilliseconds: 2 * pauseForForeignCard,
};
// The issuer may be down for days (100 attempts take four), and a bug here is fixed by then. What
// the issuer refuses, it will refuse again.
const maxAttempts = { ofAll: 100, ofRefused: 10 } as const;
// The column's maximum.
const maxCounted = 1_000;

type Message = Row<"WebhookEvent">;

/** Handles the due messages, oldest first and those of unknown cards last. Returns whether there
 *  may be more. A message that cannot be applied yet is tried again, each time later. Several
 *  processes may do this at once. */
export async function handleWebhooks(): Promise<boolean> {
  const owner = newOwner();
  const claimed = await claimMessages(owner);
  const queue = [...claimed];
  const inTurn = async () => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      const { messageId } = message;
      await handle(message, owner).catch((error: unknown) =>
        log().error({ error, messageId }, "webhook: its outcome could not be written"),
      );
    }
  };
  await atLowPriority(() => Promise.all(Array.from({ length: concurrency }, inTurn)));
  return claimed.length === maxClaimed;
}

async function claimMessages(owner: string): Promise<Message[]> {
  const due = await findDue(inbox, maxClaimed, ["id", "status"]);
  // Ids sort by arrival time.
  const ids = inbox.statuses.flatMap((status) =>
    due
      .filter((message) => message.status === status)
      .map(({ id }) => id)
      .sort(),
  );
  return ids.length === 0 ? [] : claim(inbox, { id: { in: ids.slice(0, maxClaimed) } }, owner);
}

async function handle(message: Message, owner: string): Promise<void> {
  const { eventType } = message;
  crashPoint("webhook-claim", eventType);
  const outcome = await effectOf(message).catch((error: unknown) => failed(message, error));
  crashPoint("webhook-effect", eventType);
  await finish(message, owner, outcome);
  crashPoint("webhook-done", eventType);
}

async function effectOf(message: Message): Promise<Outcome> {
  const { messageId, eventType } = message;
  return applyEvent({ messageId, eventType, body: openField("WebhookEvent", message, "body") ?? "" });
}

function failed({ messageId, eventType, attempts }: Message, error: unknown): Outcome {
  // The card was changed at the same time, so the message is tried again.
  if (error instanceof AppError && error.code === "STALE") return { status: "received", error: error.code };
  const told =
    error instanceof IssuerError
      ? { failure: error.kind, status: error.status, reference: error.reference }
      : { error };
  log().warn({ ...told, messageId, eventType, attempts: attempts + 1 }, "webhook: could not be applied");
  const max = isRefused(error) ? maxAttempts.ofRefused : maxAttempts.ofAll;
  const retryAfter = error instanceof IssuerError ? error.retryAfter : undefined;
  return {
    status: attempts + 1 < max ? "received" : "failed",
    error: inWords(error),
    ...(retryAfter !== undefined && { retryAfter }),
  };
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

async function finish(
  message: Message,
  owner: string,
  { status, accountId = message.accountId, error, retryAfter = 0 }: Outcome,
): Promise<void> {
  const { id, messageId, eventType, attempts } = message;
  const now = new Date();
  const isOver = !inbox.statuses.includes(status);
  const isForeign = status === "quarantined" && attempts >= attemptsForNewCard;
  const usual = isForeign ? pauseForForeignCard : Math.min(maxPause, 1_000 * 2 ** Math.min(attempts, 20));
  const pause = Math.max(usual, retryAfter * 1_000);
  const result = {
    ...(accountId !== message.accountId && {
      accountId,
      ...sealFields("WebhookEvent", accountId, { body: openField("WebhookEvent", message, "body") }),
    }),
    ...{ status, lastError: error ?? null, attempts: Math.min(maxCounted, attempts + 1) },
    ...(isOver ? { handledAt: now } : { nextAttemptAt: new Date(now.getTime() + pause) }),
  };
  if (!(await release("WebhookEvent", { id, owner }, result))) return;
  if (status === "failed") log().error({ messageId, eventType, reason: error }, "webhook: given up");
  if (status === "quarantined" && attempts === attemptsForNewCard)
    log().error({ messageId, eventType }, "webhook: its card is still not known here");
}
