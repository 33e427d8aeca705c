import { z } from "zod";
import { findCardByLithicToken } from "@/lib/cards/issuer/find-card.ts";
import { applyCardEvent } from "@/lib/cards/issuer/sync-card.ts";
import { applyTransactionEvent } from "@/lib/transactions/issuer/apply-transaction-event.ts";
import type { Message } from "./receive-webhook.ts";

/** The result of handling a message: its account, and why there is more or nothing to do. A
 *  "received" message is tried again. */
export interface Outcome {
  readonly status: "received" | "done" | "ignored" | "failed" | "quarantined";
  readonly accountId?: number;
  readonly error?: string;
  /** How long to wait before the next try at least, in seconds. */
  readonly retryAfter?: number;
}

// A message about a transaction holds the whole transaction. A message about a card holds little
// more than its token.
const shape = z.object({ card_token: z.uuid(), token: z.uuid().optional() });

/** Applies an event by reading the current state of its subject at the issuer. Messages may
 *  therefore come in any order, twice or late. Applying one again changes nothing: only the
 *  differences of a card are applied, and a transaction is recorded once for each message, by its
 *  key. Throws IssuerError, and AppErrors of the commands. */
export async function applyEvent({ messageId, eventType, body }: Message): Promise<Outcome> {
  const { card_token: cardToken, token } = shape.safeParse(JSON.parse(body)).data ?? {};
  const isTransaction = eventType === "card_transaction.updated";
  if (!cardToken || (isTransaction && !token))
    return { status: "failed", error: "The message does not say what it is about." };
  const card = await findCardByLithicToken(cardToken);
  if (!card) return { status: "quarantined", error: "No card of this portal has this token." };
  const { accountId } = card;
  if (isTransaction && token) {
    await applyTransactionEvent(card, { messageId, token, cardToken });
    return { status: "done", accountId };
  }
  if (card.deletedAt) return { status: "ignored", accountId, error: "The card was deleted." };
  return (await applyCardEvent(card, cardToken))
    ? { status: "done", accountId }
    : { status: "received", accountId, error: "An operation is still pending for this card." };
}
