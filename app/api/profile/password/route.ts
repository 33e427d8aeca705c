import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { changePassword, changePasswordInput, setOwnPassword } from "@/lib/profile/change-password";

export const PUT = described(
  {
    command: setOwnPassword,
    summary: "Changes one's own password, after the current one. Ends every session.",
    body: changePasswordInput,
    answers: { 200: z.object({}) },
  },
  async ({ actor, body }) => {
    await changePassword(actor, body);
    return json({});
  },
);
