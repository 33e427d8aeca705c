import { restoreAccount } from "@/lib/accounts/restore-account";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import { accountVerb } from "../account-verb";

/** Suspends a business: `{ reason }`. */
export const PUT = accountVerb(suspendAccount);

/** Restores it. */
export const DELETE = accountVerb(restoreAccount);
