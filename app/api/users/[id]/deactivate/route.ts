import { endpoint, json } from "@/lib/http";
import { deactivateUser } from "@/lib/users/deactivate-user";
import { readUser } from "@/lib/users/queries";

/** Takes a person's way in: `{ reason }`. */
export const POST = endpoint(async ({ actor, id, body, options }) => {
  await deactivateUser(actor, { ...body, userId: id } as Parameters<typeof deactivateUser>[1], options);
  return json(await readUser(actor, id));
});
