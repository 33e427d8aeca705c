import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { cancelEmailChange } from "@/lib/profile/email-change/cancel-email-change";
import { emailChangeShape } from "@/lib/profile/email-change/email-change-shape";
import { readEmailChange } from "@/lib/profile/email-change/queries";
import { requestEmailChange } from "@/lib/profile/email-change/request-email-change";

export const GET = described(
  {
    name: "profile.email",
    summary: "Reads one's own email, and the change of it that waits to be confirmed.",
    answers: { 200: z.object({ email: z.string(), change: emailChangeShape.nullable() }) },
  },
  async ({ actor }) => json({ email: actor.label, change: await readEmailChange(actor) }),
);

export const PUT = described(
  {
    command: requestEmailChange,
    summary: "Mails a link to another address. One's own email changes once the link is confirmed.",
    answers: { 200: z.object({}) },
  },
  async ({ actor, body, options }) =>
    json(await requestEmailChange(actor, body as { email: string }, options)),
);

export const DELETE = described(
  {
    command: cancelEmailChange,
    summary: "Cancels the change of one's own email.",
    answers: { 200: z.object({}) },
  },
  async ({ actor, body, options }) =>
    json(await cancelEmailChange(actor, body as Record<string, never>, options)),
);
