import { z } from "zod";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { newPasskeyOptions } from "@/lib/second-factors/add-passkey";

export const POST = described(
  {
    name: "second-factor.new-passkey-options",
    summary: "Returns what a browser needs to make a passkey (WebAuthn creation options).",
    body: z.strictObject({}),
    answers: { 200: z.looseObject({ challenge: z.string() }) },
  },
  async ({ actor }) => json(await newPasskeyOptions(actor, portalOrigin)),
);
