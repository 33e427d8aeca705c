import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { removeSecondFactor } from "@/lib/second-factors/remove-second-factor";

export const DELETE = described(
  {
    command: removeSecondFactor,
    summary: "Removes one of one's own second factors.",
    addressed: "factorId",
    answers: { 200: z.object({}) },
  },
  async ({ actor, id, body, options }) =>
    json(await removeSecondFactor(actor, { ...body, factorId: id }, options)),
);
