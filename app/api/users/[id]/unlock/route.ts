import { z } from "zod";
import { actorAt } from "@/lib/auth/operator-access";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { unlockUser } from "@/lib/users/unlock-user";

export const POST = described(
  {
    command: unlockUser,
    summary: "Ends the pause of a person's sign-in after wrong passwords.",
    addressed: "userId",
    // Operators may unlock a person, and see nothing of them.
    answers: { 200: z.object({ userId: z.int() }) },
  },
  async ({ actor, id, body, options }) =>
    json(await unlockUser(await actorAt(actor, "User", id), { ...body, userId: id }, options)),
);
