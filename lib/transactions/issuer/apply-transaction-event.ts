import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { checked } from "@/lib/lithic/client.ts";
import { readTransaction } from "@/lib/lithic/transactions.ts";
import { recordTransaction } from "../record-transaction.ts";
import { toTransaction } from "./to-transaction.ts";

/** Records the transaction that a message of the issuer names, as the issuer states it now: once for each message. Throws
 *  IssuerError, and AppErrors of the command. */
export async function applyTransactionEvent(
  card: { readonly id: number; readonly accountId: number },
  event: { readonly messageId: string; readonly token: string; readonly cardToken: string },
): Promise<void> {
  const stated = await readTransaction(event.token);
  checked(stated, stated.card_token === event.cardToken);
  const transaction = toTransaction(stated);
  await recordTransaction(
    issuerActor(card.accountId),
    { cardId: card.id, transaction },
    { idempotencyKey: `webhook:${event.messageId}` },
  ).catch(unlessRecorded);
  if (transaction.status !== "declined") await recordLastUse(card, transaction.created);
}

// Then the issuer has gone on since, of which it tells in another message.
function unlessRecorded(error: unknown): void {
  if (!(error instanceof AppError && error.code === "KEY_REUSED")) throw error;
}

// A purchase is no change of the card that its viewers would have to be told of.
async function recordLastUse(
  { id, accountId }: { readonly id: number; readonly accountId: number },
  at: Date,
): Promise<void> {
  await inTransaction({ accountId }, (tx) =>
    tx.card.updateMany({ where: { id, lastUsedAt: { lt: at } }, data: { lastUsedAt: at } }),
  );
}
