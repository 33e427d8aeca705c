import { creating } from "@/lib/http/creating";
import { listing } from "@/lib/http/listing";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile";
import { listSpendingProfiles, readSpendingProfile } from "@/lib/spending-profiles/queries";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list";
import {
  spendingProfileFactsShape,
  spendingProfileRowShape,
} from "@/lib/spending-profiles/spending-profile-shapes";

export const GET = listing(
  spendingProfileListRules,
  { name: "spending-profile.list", summary: "Lists spending profiles.", row: spendingProfileRowShape },
  ({ actor }, query) => listSpendingProfiles(actor, query),
);

export const POST = creating(
  createSpendingProfile,
  { summary: "Creates a spending profile.", answer: spendingProfileFactsShape },
  (actor, { spendingProfileId }) => readSpendingProfile(actor, spendingProfileId),
);
