import { blindIndexes } from "@/lib/db/encryption.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";

/** The card that a token of the issuer means, whatever the account, deleted or not: its messages name no tenant. */
export function findCardByLithicToken(token: string) {
  const indexes = blindIndexes("Card", "lithicCardToken", token);
  return acrossAccounts(
    (db) =>
      db.card.findFirst({
        where: { lithicCardTokenIndex: { in: indexes } },
        select: {
          id: true,
          accountId: true,
          userId: true,
          status: true,
          form: true,
          shippedAt: true,
          version: true,
          deletedAt: true,
        },
      }),
    "included",
  );
}
