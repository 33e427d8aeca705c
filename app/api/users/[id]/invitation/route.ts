import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { inviteUser } from "@/lib/users/invitation/invite-user";
import { takeBackInvitation } from "@/lib/users/invitation/take-back-invitation";
import { userVerb } from "../user-verb";

export const POST = described(
  {
    command: inviteUser,
    summary: "Invites a person again. Answers with the link; earlier ones stop working.",
    addressed: "userId",
    answers: { 200: z.object({ userId: z.int(), link: z.url() }) },
  },
  // Without the idempotency key, under which the link would be kept.
  async ({ actor, id, body }) => json(await inviteUser(actor, { ...body, userId: id })),
);

export const DELETE = userVerb(takeBackInvitation, "Takes an invitation back: its link stops working.");
