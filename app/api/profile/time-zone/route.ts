import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { setTimeZone } from "@/lib/profile/set-time-zone";

export const PUT = described(
  {
    command: setTimeZone,
    summary: "Sets the zone in which one sees times and days on pages. Null for that of the browser.",
    answers: { 200: z.object({ timeZone: z.string().nullable() }) },
  },
  async ({ actor, body, options }) => json(await setTimeZone(actor, body as never, options)),
);
