import { Webhook } from "standardwebhooks";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { env } from "@/lib/process/env.ts";
import { atIssuer } from "@/lib/testing/test-issuer.ts";
import { handledEvents } from "./handled-events.ts";
import { receiveWebhook } from "./receive-webhook.ts";

/** A message as the issuer sends it. */
export interface Sent {
  readonly id: string;
  readonly body: string;
}

/** The headers of a message sent now, or at another time, signed with the portal's secret or
 *  another. */
export function headersOf(
  { id, body }: Sent,
  { at = new Date(), secret = env().LITHIC_WEBHOOK_SECRET[0] ?? "" } = {},
): Record<string, string> {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}

/** Delivers a message to the receiver. */
export function deliver(message: Sent): Promise<void> {
  return receiveWebhook(new Headers(headersOf(message)), Buffer.from(message.body));
}

/** The messages of handled event types that the issuer has sent since a time, in order. */
export async function messagesSince(since: Date): Promise<Sent[]> {
  const messages: Sent[] = [];
  for (let after = ""; ; ) {
    const query = new URLSearchParams({
      begin: since.toISOString(),
      with_content: "true",
      page_size: "100",
      event_types: handledEvents.join(),
    });
    const page = await atIssuer("GET", `/v1/events?${query}${after && `&starting_after=${after}`}`);
    const events = page.data as { token: string; payload: object }[];
    messages.push(...events.map(({ token, payload }) => ({ id: token, body: JSON.stringify(payload) })));
    after = events.at(-1)?.token ?? "";
    if (!page.has_more) return messages.reverse();
  }
}

/** The inbox rows of these messages, by message id. */
export async function keptOf(messages: readonly Sent[]) {
  const ids = new Set(messages.map(({ id }) => id));
  const rows = await acrossAccounts((db) => db.webhookEvent.findMany({ orderBy: { id: "asc" } }));
  return rows.filter(({ messageId }) => ids.has(messageId));
}

/** The number of messages in the inbox. */
export function countKept(): Promise<number> {
  return acrossAccounts((db) => db.webhookEvent.count());
}
