import { restoreAccount } from "@/lib/accounts/restore-account";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import { accountVerb } from "../account-verb";

export const PUT = accountVerb(suspendAccount, "Suspends a business. Its people can no longer sign in.");
export const DELETE = accountVerb(restoreAccount, "Restores a suspended business.");
