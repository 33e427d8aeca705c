import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { changeUser } from "@/lib/users/change-user";
import { removeUser } from "@/lib/users/leaving/remove-user";
import { readUser } from "@/lib/users/queries";
import { userFactsShape } from "@/lib/users/user-shapes";
import { userVerb } from "./user-verb";

export const GET = described(
  { name: "user.read", summary: "Returns a person.", answers: { 200: userFactsShape } },
  async ({ actor, id }) => json(await readUser(actor, id)),
);

export const PATCH = userVerb(changeUser, "Changes the given fields of a person.");

export const DELETE = userVerb(
  removeUser,
  "Removes a person who was deactivated or has not joined. They can be restored for 30 days.",
);
