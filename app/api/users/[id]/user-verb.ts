import type { z } from "zod";
import type { Command } from "@/lib/command";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { readUser } from "@/lib/users/queries";
import { userFactsShape } from "@/lib/users/user-shapes";

/** A verb on one person over HTTP. Answers with the person. */
export function userVerb(command: Command<z.ZodType, unknown>, summary: string) {
  return described(
    { command, summary, addressed: "userId", answers: { 200: userFactsShape } },
    async ({ actor, id, body, options }) => {
      await command(actor, { ...body, userId: id }, options);
      return json(await readUser(actor, id));
    },
  );
}
