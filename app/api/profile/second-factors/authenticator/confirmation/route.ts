import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { confirmAuthenticator } from "@/lib/second-factors/add-authenticator";
import { recoveryCodesShape } from "@/lib/second-factors/factor-shapes";

export const POST = described(
  {
    command: confirmAuthenticator,
    summary: "Adds the authenticator app by its first code. Returns the recovery codes once.",
    answers: { 200: recoveryCodesShape },
  },
  async ({ actor, body }) => json(await confirmAuthenticator(actor, body as { code: string })),
);
