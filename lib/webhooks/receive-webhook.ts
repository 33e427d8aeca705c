import { findPlatform } from "@/lib/auth/find-platform.ts";
import { seal } from "@/lib/db/encryption/encryption.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { asAppError } from "@/lib/db/engines/database-error.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { lithicClient } from "@/lib/lithic/client.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import { isHandled } from "./handled-events.ts";

/** A message of the issuer: its id, its event type, and its body as received. */
export interface Message {
  readonly messageId: string;
  readonly eventType: string;
  readonly body: string;
}

/** The maximum size of a webhook body. */
export const maxWebhookBytes = 256_000;

/** Receives a webhook. It must be signed with one of the secrets in LITHIC_WEBHOOK_SECRET, or with
 *  that of the subscription that the portal made itself, within the last five minutes (Standard
 *  Webhooks, headers webhook-id, webhook-timestamp and webhook-signature). It is saved once,
 *  however often it comes. Throws NOT_SIGNED_IN for a bad signature, and BUSY while there is no
 *  secret or nobody has set the portal up: the sender retries later. */
export async function receiveWebhook(headers: Headers, bytes: Uint8Array): Promise<void> {
  const platform = await findPlatform();
  const kept = platform && openField("Account", platform, "webhookSecret");
  const secrets = [...env().LITHIC_WEBHOOK_SECRET, ...(kept ? [kept] : [])];
  if (secrets.length === 0)
    throw new AppError(
      "BUSY",
      "This portal does not accept webhooks yet. Have an operator set up events on the Issuer page, or set LITHIC_WEBHOOK_SECRET to the secret of the event subscription.",
    );
  const body = verified(headers, bytes, secrets);
  if (!platform) throw new AppError("BUSY", "This portal is not set up yet. Retry after setup.");
  const messageId = headers.get("webhook-id") ?? "";
  if (await saveMessage(platform.id, { messageId, eventType: eventTypeOf(body), body }))
    log().debug({ messageId }, "webhook: received");
}

/** Saves a message in the inbox, once. Returns false for one that came before. It belongs to the
 *  platform, `accountId`, until its own account is known. */
export async function saveMessage(
  accountId: number,
  { messageId, eventType, body }: Message,
): Promise<boolean> {
  const now = new Date();
  const data = {
    accountId,
    messageId,
    eventType,
    body: seal(body, { model: "WebhookEvent", field: "body", accountId }),
    status: isHandled(eventType) ? "received" : "ignored",
    receivedAt: now,
    nextAttemptAt: now,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await inTransaction("across", (tx) => tx.webhookEvent.create({ data }));
    return true;
  } catch (error) {
    const known = asAppError(error);
    if (known instanceof AppError && known.code === "DUPLICATE") return false;
    throw known;
  }
}

function verified(headers: Headers, bytes: Uint8Array, secrets: readonly string[]): string {
  const reasons = secrets.map((secret) => {
    try {
      return { body: textSigned(headers, bytes, secret) };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : "" };
    }
  });
  const [believed] = reasons.flatMap(({ body }) => (body === undefined ? [] : [body]));
  if (believed !== undefined) return believed;
  log().warn({ reasons: reasons.map(({ reason }) => reason) }, "webhook: not believed");
  throw new AppError(
    "NOT_SIGNED_IN",
    "This message is not signed with a secret of this portal, or was not signed just now. Nothing was kept.",
  );
}

// Rejects what the library would accept: characters after the timestamp, an id with dots that shift
// where it ends, and bytes that are not text.
function textSigned(headers: Headers, bytes: Uint8Array, secret: string): string {
  if (!/^[\w-]{1,100}$/.test(headers.get("webhook-id") ?? ""))
    throw new Error("The id of the message is missing or malformed");
  if (!/^\d{1,11}$/.test(headers.get("webhook-timestamp") ?? ""))
    throw new Error("The timestamp is missing or malformed");
  const body = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  lithicClient().webhooks.verifySignature(body, headers, secret);
  return body;
}

function eventTypeOf(body: string): string {
  try {
    const type: unknown = JSON.parse(body).event_type;
    if (typeof type === "string" && /^[\w.]{1,100}$/.test(type)) return type;
  } catch {}
  return "unknown";
}
