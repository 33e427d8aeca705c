import { blindIndexes } from "@/lib/db/encryption/encryption.ts";
import { findFields } from "@/lib/db/statements.ts";

/** The rule with this issuer token, read within the current transaction. */
export function findRuleByLithicToken(token: string) {
  const lithicAuthRuleTokenIndex = blindIndexes("SpendingProfileRule", "lithicAuthRuleToken", token);
  return findFields(
    "SpendingProfileRule",
    { lithicAuthRuleTokenIndex },
    { id: true, spendingProfileId: true },
  );
}
