import { accountListRules } from "@/lib/accounts/account-list";
import { createAccount } from "@/lib/accounts/create-account";
import { listAccounts, readAccount } from "@/lib/accounts/queries";
import { created, endpoint, json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";

/** The businesses of the platform. */
export const GET = endpoint(async ({ actor, query }) => json(await listAccounts(actor, parseListQuery(accountListRules, query))));

/** Takes a business in, with its first owner. */
export const POST = endpoint((call) =>
  created(
    call,
    (options) => createAccount(call.actor, call.body as Parameters<typeof createAccount>[1], options),
    ({ accountId }) => readAccount(call.actor, accountId),
  ),
);
