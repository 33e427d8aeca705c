import { blindIndexes } from "@/lib/db/encryption.ts";
import type { Reader } from "@/lib/db/transaction.ts";

/** The rule that a token of the issuer means, among those that may be read. */
export function findRuleByLithicToken(db: Reader, token: string) {
  const indexes = blindIndexes("SpendingProfileRule", "lithicAuthRuleToken", token);
  return db.spendingProfileRule.findFirst({
    where: { lithicAuthRuleTokenIndex: { in: indexes } },
    select: { id: true },
  });
}
