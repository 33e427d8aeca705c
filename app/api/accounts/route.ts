import { accountListRules } from "@/lib/accounts/account-list";
import { accountFactsShape, accountRowShape } from "@/lib/accounts/account-shapes";
import { createAccount } from "@/lib/accounts/create-account";
import { listAccounts, readAccount } from "@/lib/accounts/queries";
import { pageOf } from "@/lib/fields/shape";
import { creating } from "@/lib/http/creating";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";

export const GET = described(
  {
    name: "account.list",
    summary: "Lists the businesses of the platform.",
    list: accountListRules,
    answers: { 200: pageOf(accountRowShape) },
  },
  async ({ actor, query }) => json(await listAccounts(actor, parseListQuery(accountListRules, query))),
);

export const POST = creating(
  createAccount,
  { summary: "Creates a business with its first owner.", answer: accountFactsShape },
  (actor, { accountId }) => readAccount(actor, accountId),
);
