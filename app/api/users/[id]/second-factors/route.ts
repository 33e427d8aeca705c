import { z } from "zod";
import { actorAt } from "@/lib/auth/operator-access";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { resetSecondFactors } from "@/lib/second-factors/remove-second-factor";

export const DELETE = described(
  {
    command: resetSecondFactors,
    summary: "Removes every second factor of a person who lost theirs, and signs them out.",
    addressed: "userId",
    // Operators may do this for a person, and see nothing of them.
    answers: { 200: z.object({ userId: z.int() }) },
  },
  async ({ actor, id, body, options }) =>
    json(await resetSecondFactors(await actorAt(actor, "User", id), { ...body, userId: id }, options)),
);
