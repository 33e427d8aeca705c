import type { Actor } from "@/lib/auth/actor.ts";
import { openSessions } from "@/lib/auth/session/check-session.ts";
import { maxSessionSeconds } from "@/lib/auth/session/session-cookie.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { newSignInLetter } from "./sign-in-letters.ts";

const maxSessions = 5;

/** What is stored of a new session: the hash of its token, and that of the browser's. */
export interface SessionHashes {
  readonly tokenHash: string;
  readonly deviceHash?: string | undefined;
}

/** Starts a session within a command, for a person who proved who they are. A person has at most
 *  five open sessions; a sixth ends the oldest. A mail tells them of a browser that is new. */
export async function startSession(
  db: Writer,
  user: Row<"User">,
  { tokenHash, deviceHash }: SessionHashes,
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
  if (await isNewDevice(db, user, deviceHash))
    await enqueueMail(db, user, "new_sign_in", newSignInLetter(user, { ip, userAgent, at: now }));
  return db.insert("Session", {
    userId: user.id,
    tokenHash,
    lastSeenAt: now,
    authenticatedAt: now,
    expiresAt: new Date(now.getTime() + maxSessionSeconds * 1000),
    ip,
    userAgent,
    ...(deviceHash !== undefined && { deviceHash }),
  });
}

// Nobody is told of their first browser. With another password, every browser is new again: whoever
// had the old one may have used it there.
async function isNewDevice(
  db: Writer,
  { id: userId, passwordChangedAt }: Row<"User">,
  deviceHash: string | undefined,
): Promise<boolean> {
  const has = async (where: object) =>
    (await db.read.session.findFirst({ where: { userId, ...where }, select: { id: true } })) !== null;
  const since = { gte: passwordChangedAt ?? new Date(0) };
  return (
    (await has({ deviceHash: { not: null } })) &&
    !(deviceHash !== undefined && (await has({ deviceHash, createdAt: since })))
  );
}
