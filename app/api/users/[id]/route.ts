import { endpoint, json } from "@/lib/http";
import { changeUser } from "@/lib/users/change-user";
import { readUser } from "@/lib/users/queries";

/** A person. */
export const GET = endpoint(async ({ actor, id }) => json(await readUser(actor, id)));

/** Changes what is given of a person. */
export const PATCH = endpoint(async ({ actor, id, body, options }) => {
  await changeUser(actor, { ...body, userId: id }, options);
  return json(await readUser(actor, id));
});
