import { accountListRules } from "@/lib/accounts/account-list";
import { accountFactsShape, accountRowShape } from "@/lib/accounts/account-shapes";
import { createAccount } from "@/lib/accounts/create-account";
import { listAccounts, readAccount } from "@/lib/accounts/queries";
import { creating } from "@/lib/http/creating";
import { listing } from "@/lib/http/listing";

export const GET = listing(
  accountListRules,
  { name: "account.list", summary: "Lists the businesses of the platform.", row: accountRowShape },
  ({ actor }, query) => listAccounts(actor, query),
);

export const POST = creating(
  createAccount,
  { summary: "Creates a business with its first owner.", answer: accountFactsShape },
  (actor, { accountId }) => readAccount(actor, accountId),
);
