import { z } from "zod";
import { command } from "@/lib/command.ts";
import { isWebhookSecret } from "@/lib/process/env-values.ts";

/** Stores the secret that the issuer signs its events with, encrypted, on the platform's
 *  account. */
export const keepWebhookSecret = command({
  name: "issuer.set-up-events",
  input: z.strictObject({
    secret: z.string().refine(isWebhookSecret, "Not a secret."),
  }),
  async run({ db, actor, input: { secret } }) {
    const platform = await db.findForUpdate("Account", actor.accountId);
    await db.update("Account", platform, { webhookSecret: secret });
    return null;
  },
});
