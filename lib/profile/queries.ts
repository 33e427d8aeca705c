import type { Actor } from "@/lib/auth/actor.ts";
import { openSessions } from "@/lib/auth/session/check-session.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { readAs } from "@/lib/read.ts";
import { deviceText } from "./device-text.ts";
import type { sessionShape } from "./session-shapes.ts";

/** An open session in the list of one's own. */
export type OwnSession = Shape<typeof sessionShape>;

/** The open sessions of the actor, the newest first. */
export function listOwnSessions(actor: Actor): Promise<OwnSession[]> {
  return readAs(actor, "session.see", async (db) => {
    const sessions = await db.session.findMany({
      where: { userId: actor.userId ?? 0, ...openSessions(new Date()) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true, userAgent: true, ip: true, lastSeenAt: true, createdAt: true },
    });
    return sessions.map(({ id, userAgent, ip, lastSeenAt, createdAt }) => ({
      id,
      device: deviceText(userAgent),
      ip,
      lastSeenAt: lastSeenAt.toISOString(),
      signedInAt: createdAt.toISOString(),
    }));
  });
}
