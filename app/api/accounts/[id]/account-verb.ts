import type { z } from "zod";
import { accountFactsShape } from "@/lib/accounts/account-shapes";
import { readAccount } from "@/lib/accounts/queries";
import { actingIn } from "@/lib/auth/actor";
import type { Command } from "@/lib/command";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

/** A verb on one business over HTTP. Answers with the business. */
export function accountVerb(command: Command<z.ZodType, unknown>, summary: string) {
  return described(
    { command, summary, answers: { 200: accountFactsShape } },
    async ({ actor, id, body, options }) => {
      await command(actingIn(actor, id), body, options);
      return json(await readAccount(actor, id));
    },
  );
}
