import { z } from "zod";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { setSessionCookie } from "@/lib/auth/sign-in/set-session-cookie";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import {
  confirmIdentity,
  identityInput,
  recordIdentityConfirmed,
} from "@/lib/second-factors/confirm-identity";

export const POST = described(
  {
    command: recordIdentityConfirmed,
    summary:
      "Confirms who one is, for what needs a proof from the last five minutes. Sets a new session cookie.",
    body: identityInput,
    answers: { 200: z.object({}) },
  },
  async ({ actor, body }) => {
    const { token } = await confirmIdentity(actor, body, portalOrigin);
    await setSessionCookie(actor.userId ?? 0, token);
    return json({});
  },
);
