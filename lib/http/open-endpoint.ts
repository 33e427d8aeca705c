import { z } from "zod";
import type { Origin } from "@/lib/auth/actor.ts";
import { requestOrigin } from "@/lib/auth/request-origin.ts";
import { type DescribedHandler, describedOpen } from "./described.ts";
import { readOpenBody } from "./read-call.ts";
import { json, problem } from "./route-handler.ts";

interface OpenDescription {
  readonly name: string;
  readonly summary: string;
  readonly body: z.ZodType;
}

/** A route handler for people who are not signed in. It checks the origin, then does the work, and
 *  answers with an empty object: there is nothing to tell. */
export function openEndpoint(
  description: OpenDescription,
  work: (body: Readonly<Record<string, unknown>>, origin: Origin) => Promise<void>,
): DescribedHandler {
  return describedOpen({ ...description, answers: { 200: z.object({}) } }, async (request) => {
    try {
      await work(await readOpenBody(request), requestOrigin(request.headers));
      return json({});
    } catch (error) {
      return problem(error);
    }
  });
}
