import { z } from "zod";
import { findCardByLithicToken } from "@/lib/cards/issuer/find-card.ts";
import { applyCardEvent } from "@/lib/cards/issuer/sync-card.ts";
import { applyTransactionEvent } from "@/lib/transactions/issuer/apply-transaction-event.ts";
import type { Message } from "./keep-message.ts";

/** What came of a message, whose it is, and why there is more to do or nothing to be done. A "received" one is tried again. */
export interface Outcome {
  readonly status: "received" | "done" | "ignored" | "failed" | "quarantined";
  readonly accountId?: number;
  readonly error?: string;
}

// A message about a transaction has all of it in it, one about a card hardly more than its token.
const shape = z.object({ card_token: z.uuid(), token: z.uuid().optional() });

/** Applies what a message is about, as the issuer states it now: so messages may come in any order, twice or late. Applying
 *  one again does nothing: a card is only changed by what differs, and a transaction is recorded once for each message, by
 *  its key. Throws IssuerError, and AppErrors of the commands. */
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
