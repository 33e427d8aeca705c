import { pageOf } from "@/lib/fields/shape";
import { creating } from "@/lib/http/creating";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile";
import { listSpendingProfiles, readSpendingProfile } from "@/lib/spending-profiles/queries";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list";
import {
  spendingProfileFactsShape,
  spendingProfileRowShape,
} from "@/lib/spending-profiles/spending-profile-shapes";

export const GET = described(
  {
    name: "spending-profile.list",
    summary: "Lists spending profiles.",
    list: spendingProfileListRules,
    answers: { 200: pageOf(spendingProfileRowShape) },
  },
  async ({ actor, query }) =>
    json(await listSpendingProfiles(actor, parseListQuery(spendingProfileListRules, query))),
);

export const POST = creating(
  createSpendingProfile,
  { summary: "Creates a spending profile.", answer: spendingProfileFactsShape },
  (actor, { spendingProfileId }) => readSpendingProfile(actor, spendingProfileId),
);
