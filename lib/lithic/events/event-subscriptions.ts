import type { EventListParams } from "lithic/resources/events/events";
import { z } from "zod";
import { call, checked, everyPage, firstPage } from "../client.ts";
import { timestamp } from "../timestamp.ts";

type EventType = NonNullable<EventListParams["event_types"]>[number];

const subscriptionShape = z.object({
  token: z.string(),
  url: z.string(),
  disabled: z.boolean(),
  event_types: z.array(z.string()).optional(),
});

/** A subscription of events at an address. Without types, it is for all. */
export type EventSubscription = z.output<typeof subscriptionShape>;

/** The subscription that sends to an address (GET /v1/event_subscriptions), rather one that is not
 *  disabled. */
export async function findSubscription(url: string): Promise<EventSubscription | undefined> {
  const all = await everyPage(
    "event_subscriptions:GET",
    (lithic, page) => lithic.events.subscriptions.list(page),
    subscriptionShape,
  );
  const ours = all.filter((one) => one.url === url);
  return ours.find(({ disabled }) => !disabled) ?? ours[0];
}

/** Has the issuer send events of these types to an address, which must be https (POST
 *  /v1/event_subscriptions). */
export function createSubscription(url: string, types: readonly EventType[]): Promise<EventSubscription> {
  const body = { url, description: "Card issuing portal", event_types: [...types] };
  return call(
    "event_subscriptions:POST",
    (lithic) => lithic.events.subscriptions.create(body),
    subscriptionShape,
  );
}

/** Enables a subscription, for these types at least (PATCH /v1/event_subscriptions/{token}).
 *  Changes nothing when it is so already. */
export async function widenSubscription(
  subscription: EventSubscription,
  types: readonly EventType[],
): Promise<EventSubscription> {
  const { token, url, disabled, event_types: before = [] } = subscription;
  const missing = before.length === 0 ? [] : types.filter((type) => !before.includes(type));
  if (!disabled && missing.length === 0) return subscription;
  const all = [...before, ...missing] as EventType[];
  const body = { url, disabled: false, ...(all.length > 0 && { event_types: all }) };
  const changed = await call(
    "event_subscriptions:PATCH",
    (lithic) => lithic.events.subscriptions.update(token, body),
    subscriptionShape,
  );
  return checked(changed, changed.token === token);
}

/** What signs the events of a subscription (GET /v1/event_subscriptions/{token}/secret). */
export async function readSubscriptionSecret(token: string): Promise<string> {
  const shape = z.object({ secret: z.string() });
  const answer = await call(
    "event_subscriptions:GET",
    (lithic) => lithic.events.subscriptions.retrieveSecret(token),
    shape,
  );
  return answer.secret;
}

/** Has the issuer send an example of an event to a subscription (POST
 *  /v1/simulate/event_subscriptions/{token}/send_example). Not for production. */
export async function sendExampleEvent(token: string, type: EventType): Promise<void> {
  await call(
    "simulate:POST",
    (lithic) => lithic.events.subscriptions.sendSimulatedExample(token, { event_type: type }),
    z.unknown(),
  );
}

const attemptShape = z
  .object({ status: z.string(), response_status_code: z.number().nullish(), created: timestamp })
  .transform(({ status, response_status_code, created }) => ({
    status,
    answer: response_status_code ?? null,
    at: created,
  }));

/** The issuer's latest attempt to send an event to a subscription (GET
 *  /v1/event_subscriptions/{token}/attempts): SUCCESS, FAILED, PENDING or SENDING, and the status
 *  it was answered with. */
export async function readLatestAttempt(token: string) {
  const page = z.object({ data: z.array(attemptShape) });
  const { data } = await call(
    "event_subscriptions:GET",
    (lithic) => firstPage(lithic.events.subscriptions.listAttempts(token, { page_size: 1 })),
    page,
  );
  return data[0];
}
