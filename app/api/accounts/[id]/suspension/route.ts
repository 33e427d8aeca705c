import { restoreAccount } from "@/lib/accounts/restore-account";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import { accountVerb } from "../account-verb";

export const PUT = accountVerb(
  suspendAccount,
  "Suspends a business. Its people can no longer sign in, and its cards decline once the issuer confirms it.",
);
export const DELETE = accountVerb(
  restoreAccount,
  "Restores a suspended business, with every card as it was, once the issuer confirms it.",
);
