import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { recoveryCodesShape } from "@/lib/second-factors/factor-shapes";
import { renewRecoveryCodes } from "@/lib/second-factors/recovery-codes";

export const POST = described(
  {
    command: renewRecoveryCodes,
    summary: "Replaces one's own recovery codes. They are shown once.",
    answers: { 201: recoveryCodesShape },
  },
  async ({ actor, body }) => json(await renewRecoveryCodes(actor, body as Record<string, never>), 201),
);
