import { blindIndexes } from "@/lib/db/encryption.ts";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";

const select = {
  id: true,
  accountId: true,
  userId: true,
  status: true,
  form: true,
  shippedAt: true,
  version: true,
  deletedAt: true,
} as const;

/** The card that a token of the issuer means, deleted or not, whatever the account: the issuer names no account. */
export function findCardByLithicToken(token: string) {
  const lithicCardTokenIndex = blindIndexes("Card", "lithicCardToken", token);
  return acrossAccounts(() => findFields("Card", { lithicCardTokenIndex }, select), "included");
}
