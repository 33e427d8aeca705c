import { blindIndexes } from "@/lib/db/encryption.ts";
import { findFields } from "@/lib/db/statements.ts";

/** The rule that a token of the issuer means, within this unit of work. */
export function findRuleByLithicToken(token: string) {
  const lithicAuthRuleTokenIndex = blindIndexes("SpendingProfileRule", "lithicAuthRuleToken", token);
  return findFields("SpendingProfileRule", { lithicAuthRuleTokenIndex }, { id: true });
}
