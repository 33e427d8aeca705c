import { pageOf } from "@/lib/fields/shape";
import { creating } from "@/lib/http/creating";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";
import { createUser } from "@/lib/users/create-user";
import { listUsers, readUser } from "@/lib/users/queries";
import { userListRules } from "@/lib/users/user-list";
import { userFactsShape, userRowShape } from "@/lib/users/user-shapes";

export const GET = described(
  {
    name: "user.list",
    summary: "Lists people.",
    list: userListRules,
    answers: { 200: pageOf(userRowShape) },
  },
  async ({ actor, query }) => json(await listUsers(actor, parseListQuery(userListRules, query))),
);

export const POST = creating(
  createUser,
  { summary: "Adds a person.", answer: userFactsShape },
  (actor, { userId }) => readUser(actor, userId),
);
