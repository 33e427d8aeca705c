import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { endOwnSession } from "@/lib/profile/end-own-session";

export const DELETE = described(
  {
    command: endOwnSession,
    summary: "Ends one of the sessions of the person who asks.",
    addressed: "sessionId",
    answers: { 200: z.object({ sessionId: z.int() }) },
  },
  async ({ actor, id, body, options }) =>
    json(await endOwnSession(actor, { ...body, sessionId: id }, options)),
);
