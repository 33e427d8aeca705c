import { readAccount } from "@/lib/accounts/queries";
import { renameAccount } from "@/lib/accounts/rename-account";
import { noteLook } from "@/lib/auth/operator-access";
import { endpoint, json } from "@/lib/http";
import { accountVerb } from "./account-verb";

/** A business. */
export const GET = endpoint(async ({ actor, id }) => {
  const account = await readAccount(actor, id);
  await noteLook(actor, "Account", id);
  return json(account);
});

/** Renames it. */
export const PATCH = accountVerb(renameAccount);
