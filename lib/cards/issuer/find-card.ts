import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { blindIndexes } from "@/lib/db/encryption/encryption.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";

/** Returns the card of an operation and its token at the issuer. Throws an IssuerError when the
 *  card was never created. */
export async function findMadeCard(operation: Operation): Promise<{ card: Row<"Card">; token: string }> {
  const { card, token } = await read(operation);
  if (!card || !token) throw new IssuerError("refused", "The issuer never made this card.");
  return { card, token };
}

/** Returns the issuer's token for the card of an operation. Null when the card was never
 *  created. */
export async function findCardToken(operation: Operation): Promise<string | null> {
  return (await read(operation)).token;
}

async function read({ accountId, targetId }: Operation) {
  const card = await readAs(issuerActor(accountId), "card.see", (db) =>
    db.card.findFirst({ where: { id: targetId } }),
  );
  return { card, token: card && openField("Card", card, "lithicCardToken") };
}

const select = {
  id: true,
  accountId: true,
  userId: true,
  status: true,
  form: true,
  shippedAt: true,
  profileDesiredAt: true,
  version: true,
  deletedAt: true,
} as const;

/** Returns the card with a token of the issuer, in any account, deleted or not: the issuer names no
 *  account. */
export function findCardByLithicToken(token: string) {
  const lithicCardTokenIndex = blindIndexes("Card", "lithicCardToken", token);
  return acrossAccounts(() => findFields("Card", { lithicCardTokenIndex }, select), "included");
}
