import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { strikeMessage } from "../faults.ts";
import type { Store } from "../store.ts";
import { keepSubscription, subscriptionToSign } from "./event-subscriptions.ts";

const maxAtOnce = 20;
const answerWithin = 5000;
const lease = 30;
const giveUpAfter = 5 * 86_400;
const maxDelaySeconds = 10 * 3600;
const lateSeconds = 5;

interface Delivery {
  readonly seq: number;
  readonly event_token: string;
  readonly subscription_token: string;
  readonly failures: number;
  readonly due: string;
  readonly since: string;
}

/** Sends the due messages, signed. A message that the receiver does not accept with 2xx within five
 *  seconds is due again, each time later. After five days of failures the subscription is disabled.
 *  Returns how many were accepted. */
export async function deliverDue(store: Store, clock: () => Date): Promise<number> {
  const taken = await Promise.all(claim(store, clock()).map((delivery) => deliver(store, clock, delivery)));
  return taken.filter(Boolean).length;
}

// A claim gives a process some time to deliver. Meanwhile no other process sends the same message.
function claim(store: Store, now: Date): Delivery[] {
  const at = now.toISOString();
  if (!store.get("SELECT 1 FROM deliveries WHERE due <= ? LIMIT 1", at)) return [];
  return store.atOnce(() => {
    const due = store.all<Delivery>(
      "SELECT * FROM deliveries WHERE due <= ? ORDER BY due, seq LIMIT ?",
      at,
      maxAtOnce,
    );
    for (const { seq } of due)
      store.run("UPDATE deliveries SET due = ? WHERE seq = ?", secondsBefore(now, -lease).toISOString(), seq);
    return due;
  });
}

async function deliver(store: Store, clock: () => Date, delivery: Delivery): Promise<boolean> {
  const found = subscriptionToSign({ store, now: clock() }, delivery.subscription_token);
  const event = store.get<{ payload: string }>(
    "SELECT payload FROM events WHERE token = ?",
    delivery.event_token,
  );
  if (!found || found.subscription.disabled || !event) {
    store.run("DELETE FROM deliveries WHERE seq = ?", delivery.seq);
    return false;
  }
  const { url } = found.subscription;
  // Each message is struck once.
  const faults = delivery.due === delivery.since ? strikeMessage(store) : [];
  if (faults.includes("webhook-lost")) {
    store.run("DELETE FROM deliveries WHERE seq = ?", delivery.seq);
    return false;
  }
  if (faults.includes("webhook-late")) {
    const due = secondsBefore(clock(), -lateSeconds).toISOString();
    store.run("UPDATE deliveries SET due = ? WHERE seq = ?", due, delivery.seq);
    return false;
  }
  const headers = signed(found.secrets, delivery.event_token, clock(), event.payload);
  if (faults.includes("webhook-doubled")) await post(url, event.payload, headers);
  const { status, text } = await post(url, event.payload, headers);
  const isTaken = status >= 200 && status < 300;
  store.atOnce(() => settle(store, clock(), delivery, { url, status, text, isTaken }));
  return isTaken;
}

function signed(secrets: readonly string[], id: string, now: Date, payload: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, payload)).join(" "),
  };
}

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  try {
    const options = {
      method: "POST",
      body,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithin),
    } as const;
    const response = await fetch(url, options);
    return { status: response.status, text: (await response.text()).slice(0, 1000) };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error) };
  }
}

function settle(
  store: Store,
  now: Date,
  { seq, event_token, subscription_token, failures, since }: Delivery,
  { url, status, text, isTaken }: { url: string; status: number; text: string; isTaken: boolean },
): void {
  const attempt = {
    token: `atmpt_${randomBytes(20).toString("hex")}`,
    event_token,
    event_subscription_token: subscription_token,
    created: now.toISOString(),
    url,
    response: text,
    response_status_code: status,
    status: isTaken ? "SUCCESS" : "FAILED",
  };
  store.run(
    "INSERT INTO delivery_attempts (token, event_token, subscription_token, status, created, body) VALUES (?, ?, ?, ?, ?, ?)",
    attempt.token,
    event_token,
    subscription_token,
    attempt.status,
    attempt.created,
    JSON.stringify(attempt),
  );
  const isHopeless = !isTaken && since < secondsBefore(now, giveUpAfter).toISOString();
  if (isHopeless) disable(store, now, subscription_token);
  if (isTaken || isHopeless) store.run("DELETE FROM deliveries WHERE seq = ?", seq);
  else {
    const delay = Math.min(5 * 3 ** failures, maxDelaySeconds);
    store.run(
      "UPDATE deliveries SET due = ?, failures = failures + 1 WHERE seq = ?",
      secondsBefore(now, -delay).toISOString(),
      seq,
    );
  }
}

function disable(store: Store, now: Date, token: string): void {
  const found = subscriptionToSign({ store, now }, token);
  if (found) keepSubscription({ store }, { ...found.subscription, disabled: true });
}
