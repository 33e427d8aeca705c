import { created, endpoint, json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile";
import { listSpendingProfiles, readSpendingProfile } from "@/lib/spending-profiles/queries";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list";

/** The profiles that one may see. */
export const GET = endpoint(async ({ actor, query }) =>
  json(await listSpendingProfiles(actor, parseListQuery(spendingProfileListRules, query))),
);

/** Makes a profile. */
export const POST = endpoint((call) =>
  created(
    call,
    (options) => createSpendingProfile(call.actor, call.body as Parameters<typeof createSpendingProfile>[1], options),
    ({ spendingProfileId }) => readSpendingProfile(call.actor, spendingProfileId),
  ),
);
