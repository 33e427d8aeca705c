import { z } from "zod";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { command } from "@/lib/command.ts";

/** Cancels the actor's change of email: its link stops working. Does nothing when none is open. */
export const cancelEmailChange = command({
  name: "profile.cancel-email-change",
  input: z.strictObject({}),
  async run({ db, actor, now }) {
    await endLinks(db, actor.userId ?? 0, now, "email_change");
    return {};
  },
});
