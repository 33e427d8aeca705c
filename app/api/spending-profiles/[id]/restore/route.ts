import { endpoint, json } from "@/lib/http";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile";

/** Brings a deleted profile back. */
export const POST = endpoint(async ({ actor, id, body, options }) =>
  json(await restoreSpendingProfile(actor, { ...body, spendingProfileId: id }, options)),
);
