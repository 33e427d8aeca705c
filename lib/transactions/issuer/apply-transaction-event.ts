import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { checked } from "@/lib/lithic/client.ts";
import { readTransaction } from "@/lib/lithic/transactions.ts";
import { recordTransaction } from "../record-transaction.ts";
import { toTransaction } from "./to-transaction.ts";

/** Records the transaction that an issuer event names, in its current state at the issuer, once for
 *  each message. Throws IssuerError, and AppErrors of the command. */
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

// KEY_REUSED means the transaction has changed since. Another message reports that.
function unlessRecorded(error: unknown): void {
  if (!(error instanceof AppError && error.code === "KEY_REUSED")) throw error;
}

// A purchase does not bump the card's version, because people viewing the card need no update.
async function recordLastUse(
  { id, accountId }: { readonly id: number; readonly accountId: number },
  at: Date,
): Promise<void> {
  await inTransaction({ accountId }, (tx) =>
    tx.card.updateMany({ where: { id, lastUsedAt: { lt: at } }, data: { lastUsedAt: at } }),
  );
}
