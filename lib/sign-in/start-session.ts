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

/** Starts a session within a command, for a person who proved who they are. A person has at most five
 *  open sessions; a sixth ends the oldest. A mail tells them of a browser that is new. */
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
  if (await isNewDevice(db, user.id, deviceHash))
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

// Nobody is told of their first browser.
async function isNewDevice(db: Writer, userId: number, deviceHash: string | undefined): Promise<boolean> {
  const has = async (hash: string | { not: null }) =>
    (await db.read.session.findFirst({ where: { userId, deviceHash: hash }, select: { id: true } })) !== null;
  return (await has({ not: null })) && !(deviceHash !== undefined && (await has(deviceHash)));
}
