import type { Actor } from "@/lib/auth/actor.ts";
import { AppError } from "@/lib/errors.ts";
import {
  createSubscription,
  findSubscription,
  readSubscriptionSecret,
  sendExampleEvent,
  widenSubscription,
} from "@/lib/lithic/events/event-subscriptions.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { env } from "@/lib/process/env.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";
import { requirePermission } from "@/lib/read.ts";
import { handledEvents } from "@/lib/webhooks/handled-events.ts";
import { eventsUrl, needsHttps } from "./events-url.ts";
import { keepWebhookSecret } from "./keep-webhook-secret.ts";

// The portal keeps these events and does nothing about them, so an example does no harm.
const testEvent = "financial_account.created";
const types = [...handledEvents, testEvent] as const;

/** Has the issuer report to this portal, and keeps what it signs its events with. A subscription at
 *  the portal's address is used again, so doing this twice is doing it once. Throws FORBIDDEN,
 *  RULE_BROKEN where the issuer cannot or will not, BUSY when it does not answer. */
export async function setUpEvents(actor: Actor): Promise<void> {
  await requirePermission(actor, "issuer.set-up-events");
  const url = requireUrl();
  await oneByOne("issuer events", async () => {
    const found = await findSubscription(url);
    const { token } = await (found ? widenSubscription(found, types) : createSubscription(url, types));
    await keepWebhookSecret(actor, { secret: await readSubscriptionSecret(token) });
  }).catch(inWords);
}

/** Whether the issuer can send a test event: only test cards have examples. */
export const canSendTestEvent = (): boolean => env().LITHIC_ENVIRONMENT === "sandbox";

/** Has the issuer send a test event to this portal. Throws as `setUpEvents` does. */
export async function sendTestEvent(actor: Actor): Promise<void> {
  await requirePermission(actor, "issuer.set-up-events");
  if (!canSendTestEvent()) throw new AppError("RULE_BROKEN", "Only Lithic's sandbox sends test events.");
  const subscription = await findSubscription(requireUrl()).catch(inWords);
  if (!subscription) throw new AppError("RULE_BROKEN", "Set up events first.");
  await sendExampleEvent(subscription.token, testEvent).catch(inWords);
}

function requireUrl(): string {
  const url = env().LITHIC_ENVIRONMENT === "simulator" ? null : eventsUrl();
  if (url !== null) return url;
  throw new AppError("RULE_BROKEN", needsHttps);
}

function inWords(error: unknown): never {
  if (!(error instanceof IssuerError)) throw error;
  if (error.kind === "refused") throw new AppError("RULE_BROKEN", `The issuer refused: ${error.message}`);
  throw new AppError("BUSY", `${error.message} Try again in a moment.`, {
    ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
  });
}
