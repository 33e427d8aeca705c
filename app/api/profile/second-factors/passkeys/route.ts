import { portalOrigin } from "@/lib/auth/portal-origin";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { addPasskey, newPasskeyInput, storePasskey } from "@/lib/second-factors/add-passkey";
import { recoveryCodesShape } from "@/lib/second-factors/factor-shapes";

export const POST = described(
  {
    command: storePasskey,
    summary: "Adds the passkey that a browser made. Returns the recovery codes of the first factor.",
    body: newPasskeyInput,
    answers: { 201: recoveryCodesShape },
  },
  async ({ actor, body }) => json(await addPasskey(actor, body, portalOrigin), 201),
);
