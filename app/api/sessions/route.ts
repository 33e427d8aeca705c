import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { listOwnSessions } from "@/lib/profile/queries";
import { sessionShape } from "@/lib/profile/session-shapes";

export const GET = described(
  {
    name: "session.list",
    summary: "Lists the open sessions of the person who asks.",
    answers: { 200: z.object({ rows: z.array(sessionShape) }) },
  },
  async ({ actor }) => json({ rows: await listOwnSessions(actor) }),
);
