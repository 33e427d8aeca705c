import { z } from "zod";
import { command } from "@/lib/command.ts";

/** Keeps the secret that the issuer signs the events of its subscription with, sealed, with the
 *  platform. */
export const keepWebhookSecret = command({
  name: "issuer.set-up-events",
  input: z.strictObject({
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]+=*$/, "Not a secret.")
      .max(200),
  }),
  async run({ db, actor, input: { secret } }) {
    const platform = await db.findForUpdate("Account", actor.accountId);
    await db.update("Account", platform, { webhookSecret: secret });
    return null;
  },
});
