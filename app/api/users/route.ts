import { creating } from "@/lib/http/creating";
import { listing } from "@/lib/http/listing";
import { createUser } from "@/lib/users/create-user";
import { userListRules } from "@/lib/users/list/user-list";
import { listUsers, readUser } from "@/lib/users/queries";
import { userFactsShape, userRowShape } from "@/lib/users/user-shapes";

export const GET = listing(
  userListRules,
  { name: "user.list", summary: "Lists people.", row: userRowShape },
  ({ actor }, query) => listUsers(actor, query),
);

export const POST = creating(
  createUser,
  { summary: "Adds a person.", answer: userFactsShape },
  (actor, { userId }) => readUser(actor, userId),
);
