import { creating } from "@/lib/api/creating";
import { described } from "@/lib/api/described";
import { json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";
import { pageOf } from "@/lib/shape";
import { createUser } from "@/lib/users/create-user";
import { listUsers, readUser } from "@/lib/users/queries";
import { userListRules } from "@/lib/users/user-list";
import { userFactsShape, userRowShape } from "@/lib/users/user-shapes";

export const GET = described(
  {
    name: "user.list",
    summary: "The people that one may see.",
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
