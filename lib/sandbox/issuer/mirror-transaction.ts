import { randomUUID } from "node:crypto";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { blindIndexes } from "@/lib/db/encryption/encryption.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { readAs } from "@/lib/read.ts";
import { applyTransactionEvent } from "@/lib/transactions/issuer/apply-transaction-event.ts";

/** A card and its name at the issuer. */
export interface CardAtIssuer {
  readonly id: number;
  readonly accountId: number;
  readonly token: string;
}

/** Records a transaction as it is at the issuer now, on the path of its webhook, which comes a
 *  little later and then changes nothing. Returns its row. Throws IssuerError. */
export async function mirrorTransaction(card: CardAtIssuer, token: string): Promise<Row<"Transaction">> {
  const apply = () =>
    applyTransactionEvent(card, { messageId: `sandbox-${randomUUID()}`, token, cardToken: card.token });
  await apply().catch((error: unknown) => {
    // The webhook was handled at the same moment, and one of the two lost.
    if (error instanceof AppError && ["DUPLICATE", "STALE"].includes(error.code)) return apply();
    throw error;
  });
  const indexes = blindIndexes("Transaction", "lithicTransactionToken", token);
  const row = await readAs(issuerActor(card.accountId), "transaction.see", (db) =>
    db.transaction.findFirst({ where: { lithicTransactionTokenIndex: { in: indexes } } }),
  );
  if (!row) throw new Error("A transaction that was just recorded is not there.");
  return row;
}
