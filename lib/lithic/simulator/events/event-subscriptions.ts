import { randomBytes } from "node:crypto";
import { z } from "zod";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { type Answer, ApiError, type Call, created, ok, param, parse } from "../call.ts";
import { page } from "../pages.ts";
import { recordEvent, sendTo } from "./events.ts";

export interface Subscription {
  readonly token: string;
  readonly url: string;
  readonly description: string;
  readonly disabled: boolean;
  readonly event_types?: readonly string[];
}

interface SubscriptionRow {
  body: string;
  secret: string;
  old_secret: string | null;
  old_secret_until: string | null;
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];

// Lithic requires HTTPS. The simulator's receiver may be this machine.
const receiver = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => url.startsWith("https:") || loopback.includes(new URL(url).hostname),
    "must be a valid HTTPS address",
  );

const subscription = z.strictObject({
  url: receiver,
  description: z.string().optional(),
  disabled: z.boolean().optional(),
  event_types: z.array(z.string()).optional(),
});

export function createSubscription(call: Call): Answer {
  const { url, description = "", disabled = false, event_types } = parse(subscription, call.body);
  const made: Subscription = {
    token: `ep_${randomBytes(20).toString("hex")}`,
    url,
    description,
    disabled,
    ...(event_types && { event_types }),
  };
  call.store.run(
    "INSERT INTO event_subscriptions (token, created, body, secret) VALUES (?, ?, ?, ?)",
    made.token,
    call.now.toISOString(),
    JSON.stringify(made),
    newSecret(),
  );
  return created(made);
}

export function getSubscription(call: Call): Answer {
  return ok(JSON.parse(rowOf(call).body));
}

export function listSubscriptions(call: Call): Answer {
  const { rows, has_more } = page<SubscriptionRow>(call, "event_subscriptions", []);
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more });
}

export function updateSubscription(call: Call): Answer {
  const before: Subscription = JSON.parse(rowOf(call).body);
  const {
    url,
    description = before.description,
    disabled = before.disabled,
    event_types,
  } = parse(subscription, call.body);
  const after: Subscription = { ...before, url, description, disabled, ...(event_types && { event_types }) };
  keepSubscription(call, after);
  return ok(after);
}

export function deleteSubscription(call: Call): Answer {
  rowOf(call);
  const token = param(call, "event_subscription_token");
  call.store.run("DELETE FROM deliveries WHERE subscription_token = ?", token);
  call.store.run("DELETE FROM event_subscriptions WHERE token = ?", token);
  return { status: 204 };
}

export function getSecret(call: Call): Answer {
  return ok({ secret: rowOf(call).secret });
}

/** Rotates the secret. For a day, messages are signed with the old one too. */
export function rotateSecret(call: Call): Answer {
  const { secret } = rowOf(call);
  call.store.run(
    "UPDATE event_subscriptions SET secret = ?, old_secret = ?, old_secret_until = ? WHERE token = ?",
    newSecret(),
    secret,
    secondsBefore(call.now, -86_400).toISOString(),
    param(call, "event_subscription_token"),
  );
  return { status: 204 };
}

/** Sends an event to a subscription again. */
export function resendEvent(call: Call): Answer {
  rowOf(call);
  const event = param(call, "event_token");
  if (!call.store.get("SELECT 1 FROM events WHERE token = ?", event))
    throw new ApiError(404, "Event not found");
  sendTo(call, param(call, "event_subscription_token"), event);
  return { status: 202 };
}

const exampleAccount = {
  ...{ token: "b68b7424-aa69-4cbc-a946-30d90181b621", account_token: "b68b7424-aa69-4cbc-a946-30d90181b622" },
  ...{ type: "ISSUING", status: "OPEN", substatus: null, user_defined_status: null, nickname: null },
  ...{ routing_number: null, account_number: null, is_for_benefit_of: false, credit_configuration: null },
};
const example = z.strictObject({ event_type: z.literal("financial_account.created").optional() });

/** Sends an example of an event to a subscription, whatever it asked for. The simulator has an
 *  example of one type. */
export function sendExample(call: Call): Answer {
  rowOf(call);
  const { event_type: type = "financial_account.created" } = parse(example, call.body);
  const at = call.now.toISOString();
  const event = recordEvent(call, type, { ...exampleAccount, created: at, updated: at });
  sendTo(call, param(call, "event_subscription_token"), event);
  return { status: 202 };
}

/** The subscription and the secrets that currently sign its messages, newest first. */
export function subscriptionToSign({ store, now }: Pick<Call, "store" | "now">, token: string) {
  const row = store.get<SubscriptionRow>("SELECT * FROM event_subscriptions WHERE token = ?", token);
  if (!row) return undefined;
  const oldIsValid = row.old_secret_until !== null && row.old_secret_until > now.toISOString();
  const subscription: Subscription = JSON.parse(row.body);
  return {
    subscription,
    secrets: [row.secret, ...(oldIsValid && row.old_secret !== null ? [row.old_secret] : [])],
  };
}

export function keepSubscription({ store }: Pick<Call, "store">, subscription: Subscription): void {
  store.run(
    "UPDATE event_subscriptions SET body = ? WHERE token = ?",
    JSON.stringify(subscription),
    subscription.token,
  );
}

const ownToken = `ep_${"0".repeat(40)}`;

/** Creates the one subscription that exists outside the API, or updates it. Enables it again if it
 *  was disabled. */
export function keepReceiver({ store, now }: Pick<Call, "store" | "now">, url: string, secret: string): void {
  const body = JSON.stringify({
    token: ownToken,
    url,
    description: "This portal",
    disabled: false,
  } satisfies Subscription);
  const kept = store.get<SubscriptionRow>("SELECT * FROM event_subscriptions WHERE token = ?", ownToken);
  if (kept?.body === body && kept.secret === secret) return;
  store.run(
    `INSERT INTO event_subscriptions (token, created, body, secret) VALUES (?, ?, ?, ?)
     ON CONFLICT (token) DO UPDATE SET body = excluded.body, secret = excluded.secret`,
    ...[ownToken, now.toISOString(), body, secret],
  );
}

function rowOf({ store, params }: Call): SubscriptionRow {
  const row = store.get<SubscriptionRow>(
    "SELECT * FROM event_subscriptions WHERE token = ?",
    params.event_subscription_token,
  );
  if (!row) throw new ApiError(404, "Event subscription not found");
  return row;
}

const newSecret = () => `whsec_${randomBytes(24).toString("base64")}`;
