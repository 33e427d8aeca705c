import type { z } from "zod";
import { readAccount } from "@/lib/accounts/queries";
import { actingIn } from "@/lib/auth/actor";
import type { Command } from "@/lib/command";
import { endpoint, json } from "@/lib/http";

/** A verb of one business over HTTP; answers with the business. */
export function accountVerb(verb: Command<z.ZodType, unknown>) {
  return endpoint(async ({ actor, id, body, options }) => {
    await verb(actingIn(actor, id), body, options);
    return json(await readAccount(actor, id));
  });
}
