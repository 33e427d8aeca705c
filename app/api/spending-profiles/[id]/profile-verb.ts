import type { z } from "zod";
import type { Command } from "@/lib/command";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";
import { spendingProfileFactsShape } from "@/lib/spending-profiles/spending-profile-shapes";

/** A verb on one spending profile over HTTP. Answers with the profile, and with 202 until the
 *  issuer has confirmed it. */
export function profileVerb(command: Command<z.ZodType, unknown>, summary: string) {
  const answers = { 200: spendingProfileFactsShape, 202: spendingProfileFactsShape };
  return described(
    { command, summary, addressed: "spendingProfileId", answers },
    async ({ actor, id, body, options }) => {
      await command(actor, { ...body, spendingProfileId: id }, options);
      const profile = await readSpendingProfile(actor, id);
      return json(profile, profile.isWaiting ? 202 : 200);
    },
  );
}
