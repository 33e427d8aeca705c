import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";
import { spendingProfileFactsShape } from "@/lib/spending-profiles/spending-profile-shapes";

const answers = { 200: spendingProfileFactsShape };
const deleted = z.object({ spendingProfileId: z.int(), cardsThatLostIt: z.int() });

export const GET = described(
  { name: "spending-profile.read", summary: "Returns a spending profile.", answers },
  async ({ actor, id }) => json(await readSpendingProfile(actor, id)),
);

export const PATCH = described(
  {
    command: changeSpendingProfile,
    summary: "Changes the given fields of a spending profile.",
    addressed: "spendingProfileId",
    answers,
  },
  async ({ actor, id, body, options }) => {
    await changeSpendingProfile(actor, { ...body, spendingProfileId: id }, options);
    return json(await readSpendingProfile(actor, id));
  },
);

export const DELETE = described(
  {
    command: deleteSpendingProfile,
    summary: "Deletes a spending profile. The body confirms how many cards lose it.",
    addressed: "spendingProfileId",
    answers: { 200: deleted },
  },
  async ({ actor, id, body, options }) =>
    json(await deleteSpendingProfile(actor, { ...body, spendingProfileId: id }, options)),
);
