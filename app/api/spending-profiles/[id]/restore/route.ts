import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile";

const restored = z.object({ spendingProfileId: z.int(), cardsThatGotItBack: z.int() });

export const POST = described(
  {
    command: restoreSpendingProfile,
    summary: "Restores a deleted spending profile.",
    addressed: "spendingProfileId",
    answers: { 200: restored },
  },
  async ({ actor, id, body, options }) =>
    json(await restoreSpendingProfile(actor, { ...body, spendingProfileId: id }, options)),
);
