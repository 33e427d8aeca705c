import { created, endpoint, json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";
import { createUser } from "@/lib/users/create-user";
import { listUsers, readUser } from "@/lib/users/queries";
import { userListRules } from "@/lib/users/user-list";

/** The people that one may see. */
export const GET = endpoint(async ({ actor, query }) => json(await listUsers(actor, parseListQuery(userListRules, query))));

/** Adds a person. */
export const POST = endpoint((call) =>
  created(
    call,
    (options) => createUser(call.actor, call.body as Parameters<typeof createUser>[1], options),
    ({ userId }) => readUser(call.actor, userId),
  ),
);
