import { z } from "zod";
import { command } from "@/lib/command.ts";
import { isZone } from "@/lib/fields/time-zone.ts";

/** Sets the zone in which the actor sees times and days. Null for that of their browser. The
 *  permission reaches only own rows. */
export const setTimeZone = command({
  name: "profile.set-time-zone",
  input: z.strictObject({
    timeZone: z
      .string({ error: "Choose a time zone." })
      .refine(isZone, "Choose a time zone, such as Europe/Berlin.")
      .nullable(),
  }),
  async run({ db, actor, input: { timeZone } }) {
    const user = await db.findForUpdate("User", actor.userId ?? 0);
    // Nobody else edits this field, so no form of theirs becomes stale.
    await db.record("User", user, { timeZone });
    return { timeZone };
  },
});
