import { accountFactsShape } from "@/lib/accounts/account-shapes";
import { readAccount } from "@/lib/accounts/queries";
import { renameAccount } from "@/lib/accounts/rename-account";
import { noteLook } from "@/lib/auth/operator-access";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { accountVerb } from "./account-verb";

export const GET = described(
  { name: "account.read", summary: "Returns a business.", answers: { 200: accountFactsShape } },
  async ({ actor, id }) => {
    const account = await readAccount(actor, id);
    await noteLook(actor, "Account", id);
    return json(account);
  },
);

export const PATCH = accountVerb(renameAccount, "Renames a business.");
