import { z } from "zod";
import { mirrorCard } from "@/lib/cards/mirror-card.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { checked } from "@/lib/lithic/call-lithic.ts";
import { issuerActor } from "@/lib/lithic/issuer-actor.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/lithic-cards.ts";
import { readTransaction } from "@/lib/lithic/lithic-transactions.ts";
import { recordTransaction } from "@/lib/transactions/record-transaction.ts";
import { findCardByLithicToken } from "./find-card-by-lithic-token.ts";
import type { Message } from "./keep-message.ts";

/** What came of a message, whose it is, and why there is more to do or nothing to be done. One that is "received" has to be tried again. */
export interface Outcome {
  readonly status: "received" | "done" | "ignored" | "failed" | "quarantined";
  readonly accountId?: number;
  readonly error?: string;
}

// A message of a transaction has all of it in it, one of a card hardly more than its name.
const shape = z.object({ card_token: z.uuid(), token: z.uuid().optional() });

/** Puts in force what a message is about, as the issuer states it now: so messages may come in any order, twice or late. Doing it again does
 *  nothing: a card is only changed by what differs, and a transaction is recorded once for each message, by its key. Throws IssuerError, and
 *  AppErrors of the commands. */
export async function putInForce({ messageId, eventType, body }: Message): Promise<Outcome> {
  const { card_token: cardToken, token } = shape.safeParse(JSON.parse(body)).data ?? {};
  const isTransaction = eventType === "card_transaction.updated";
  if (!cardToken || (isTransaction && !token))
    return { status: "failed", error: "The message does not say what it is about." };
  const card = await findCardByLithicToken(cardToken);
  if (!card) return { status: "quarantined", error: "No card of this portal is called so by the issuer." };
  return isTransaction && token ? record(messageId, card, { token, cardToken }) : mirror(card, cardToken);
}

type FoundCard = NonNullable<Awaited<ReturnType<typeof findCardByLithicToken>>>;

async function mirror(card: FoundCard, token: string): Promise<Outcome> {
  const { accountId, id: cardId, version } = card;
  if (card.deletedAt) return { status: "ignored", accountId, error: "The card was deleted." };
  const { status, awaitsActivation } = await readCardAtIssuer(token);
  if (!isNews(card, { status, awaitsActivation })) return { status: "done", accountId };
  const mirrored = await mirrorCard(issuerActor(accountId), { cardId, status, awaitsActivation, version });
  if (mirrored.version !== version) return { status: "done", accountId };
  return { status: "received", accountId, error: "Something is still owed to the issuer for this card." };
}

// What is closed stays so, and of most that the issuer tells it was the portal that asked for it.
function isNews(card: FoundCard, stated: Pick<IssuerCard, "status" | "awaitsActivation">): boolean {
  const wasSent = stated.awaitsActivation && card.shippedAt === null && card.form === "physical";
  return card.status !== "inactive" && (stated.status !== card.status || wasSent);
}

async function record(
  messageId: string,
  { id: cardId, accountId }: FoundCard,
  told: { readonly token: string; readonly cardToken: string },
): Promise<Outcome> {
  const { cardToken, ...transaction } = await readTransaction(told.token);
  checked(transaction, cardToken === told.cardToken);
  const recorded = recordTransaction(
    issuerActor(accountId),
    { cardId, transaction },
    { idempotencyKey: `webhook:${messageId}` },
  );
  await recorded.catch(unlessRecorded);
  if (transaction.status !== "declined") await keepLastUse(accountId, cardId, transaction.created);
  return { status: "done", accountId };
}

// Then the issuer has gone on since, of which it tells in another message.
function unlessRecorded(error: unknown): void {
  if (!(error instanceof AppError && error.code === "KEY_REUSED")) throw error;
}

// That a card was paid with is no change of the card that whoever looks at it would have to be told of.
async function keepLastUse(accountId: number, id: number, at: Date): Promise<void> {
  await inTransaction({ accountId }, (tx) =>
    tx.card.updateMany({ where: { id, lastUsedAt: { lt: at } }, data: { lastUsedAt: at } }),
  );
}
