import type { Actor } from "@/lib/auth/actor.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { openSessions } from "./check-session.ts";
import { maxSessionSeconds } from "./session-cookie.ts";

const maxSessions = 5;

/** Starts a session within a command, for a person who proved who they are. A person has at most five
 *  open sessions; a sixth ends the oldest. */
export async function startSession(
  db: Writer,
  user: Row<"User">,
  tokenHash: string,
  { ip, userAgent }: Actor,
  now: Date,
): Promise<Row<"Session">> {
  const tooMany = await db.read.session.findMany({
    where: { userId: user.id, ...openSessions(now) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: maxSessions - 1,
    select: { id: true },
  });
  for (const { id } of tooMany)
    await db.update("Session", await db.findForUpdate("Session", id), {
      revokedAt: now,
      revokedReason: "a newer sign-in took its place",
    });
  return db.insert("Session", {
    userId: user.id,
    tokenHash,
    lastSeenAt: now,
    authenticatedAt: now,
    expiresAt: new Date(now.getTime() + maxSessionSeconds * 1000),
    ip,
    userAgent,
  });
}
