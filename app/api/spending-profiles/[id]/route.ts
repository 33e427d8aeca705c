import { endpoint, json } from "@/lib/http";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";

/** A profile. */
export const GET = endpoint(async ({ actor, id }) => json(await readSpendingProfile(actor, id)));

/** Changes what is given of a profile. */
export const PATCH = endpoint(async ({ actor, id, body, options }) => {
  await changeSpendingProfile(actor, { ...body, spendingProfileId: id }, options);
  return json(await readSpendingProfile(actor, id));
});

/** Deletes a profile: `{ cardsLosingIt, reason }`. */
export const DELETE = endpoint(async ({ actor, id, body, options }) =>
  json(await deleteSpendingProfile(actor, { ...body, spendingProfileId: id }, options)),
);
