import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { startAuthenticator } from "@/lib/second-factors/add-authenticator";
import { startedAuthenticatorShape } from "@/lib/second-factors/factor-shapes";
import { readStartedAuthenticator } from "@/lib/second-factors/queries";

export const POST = described(
  {
    command: startAuthenticator,
    summary: "Makes the secret of an authenticator app, which counts once its first code is confirmed.",
    answers: { 201: startedAuthenticatorShape },
  },
  async ({ actor, body }) => {
    await startAuthenticator(actor, body as Record<string, never>);
    return json(await readStartedAuthenticator(actor), 201);
  },
);
