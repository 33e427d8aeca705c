import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { equals, type Filter, page } from "../pages.ts";

/** The event types that the simulator sends. */
export type EventType =
  | "account_holder.created"
  | "account_holder.updated"
  | "account_holder.verification"
  | "auth_rules.backtest_report.created"
  | "balance.updated"
  | "card.converted"
  | "card.created"
  | "card.reissued"
  | "card.renewed"
  | "card.shipped"
  | "card.updated"
  | "card_transaction.updated"
  | "embed.session_generated"
  | "embed.viewed"
  | "financial_account.created";

interface EventRow {
  token: string;
  event_type: string;
  created: string;
  payload: string;
}

/** Records an event, for the event list and for every subscription that wants it. */
export function emit(call: Pick<Call, "store" | "now">, type: EventType, payload: object): void {
  const token = recordEvent(call, type, payload);
  for (const subscription of call.store.all<{ token: string; body: string }>(
    "SELECT token, body FROM event_subscriptions",
  )) {
    const wanted: { disabled: boolean; event_types?: string[] } = JSON.parse(subscription.body);
    if (wanted.disabled || (wanted.event_types?.length && !wanted.event_types.includes(type))) continue;
    sendTo(call, subscription.token, token);
  }
}

/** Records an event for the event list alone, and returns its token. */
export function recordEvent(
  { store, now }: Pick<Call, "store" | "now">,
  type: EventType,
  payload: object,
): string {
  const token = `msg_${randomBytes(20).toString("hex")}`;
  store.run(
    "INSERT INTO events (token, event_type, created, payload) VALUES (?, ?, ?, ?)",
    token,
    type,
    now.toISOString(),
    JSON.stringify({ event_type: type, ...payload }),
  );
  return token;
}

/** Has an event sent to a subscription at once. */
export function sendTo(
  { store, now }: Pick<Call, "store" | "now">,
  subscription: string,
  event: string,
): void {
  const at = now.toISOString();
  store.run(
    "INSERT INTO deliveries (event_token, subscription_token, due, since) VALUES (?, ?, ?, ?)",
    ...[event, subscription, at, at],
  );
}

export function listEvents(call: Call): Answer {
  const types = call.query.get("event_types")?.split(",") ?? call.query.getAll("event_types[]");
  const filters: Filter[] = types.length
    ? [[`event_type IN (${types.map(() => "?").join(", ")})`, ...types]]
    : [];
  const withContent = parse(z.enum(["true", "false"]), call.query.get("with_content") ?? "false") === "true";
  const { rows, has_more } = page<EventRow>(call, "events", filters);
  return ok({ data: rows.map((row) => shown(row, withContent)), has_more });
}

export function getEvent(call: Call): Answer {
  return ok(shown(eventRow(call), true));
}

export function listAttempts(call: Call): Answer {
  const event = call.params.event_token;
  const filters: Filter[] = event
    ? [["event_token = ?", eventRow(call).token]]
    : [["subscription_token = ?", param(call, "event_subscription_token")]];
  const { rows, has_more } = page<{ body: string }>(call, "delivery_attempts", [
    ...filters,
    ...equals(call.query, "status"),
  ]);
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more });
}

function eventRow({ store, params }: Call): EventRow {
  const row = store.get<EventRow>("SELECT * FROM events WHERE token = ?", params.event_token);
  if (!row) throw new ApiError(404, "Event not found");
  return row;
}

const shown = ({ token, event_type, created, payload }: EventRow, withContent: boolean) => ({
  token,
  event_type,
  created,
  payload: withContent ? JSON.parse(payload) : {},
});
