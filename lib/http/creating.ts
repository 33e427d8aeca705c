import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import type { Command } from "@/lib/command.ts";
import { type DescribedHandler, described } from "./described.ts";
import { json } from "./route-handler.ts";

/** A route handler that creates a row by a command and answers with it: 201, or 200 when the
 *  idempotency key was used before. `addressed` is the input field that comes from the address. */
export function creating<Made>(
  command: Command<z.ZodType, Made>,
  { summary, answer, addressed }: { summary: string; answer: z.ZodType; addressed?: string },
  show: (actor: Actor, made: Made) => Promise<unknown>,
): DescribedHandler {
  const description = {
    command,
    summary,
    answers: { 201: answer, 200: answer },
    ...(addressed !== undefined && { addressed }),
  };
  return described(description, async ({ actor, id, body, options }) => {
    let status = 201;
    const onRepeated = () => {
      status = 200;
    };
    const input = addressed === undefined ? body : { ...body, [addressed]: id };
    const made = await command(actor, input, { ...options, onRepeated });
    return json(await show(actor, made), status);
  });
}
