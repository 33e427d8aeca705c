import type { Actor } from "@/lib/auth/actor.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { factorAddedLetter } from "./letters.ts";
import { giveRecoveryCodes } from "./recovery-codes.ts";

/** Completes the adding of a second factor within a command, and tells the actor by mail. `factor`
 *  is said in words, such as "a passkey (Chrome on Mac)". With the first one, their other sessions
 *  end, and they get recovery codes, which are returned. */
export async function finishAddingFactor(
  db: Writer,
  actor: Actor,
  factor: string,
  now: Date,
): Promise<readonly string[]> {
  const user = await db.findForUpdate("User", actor.userId ?? 0);
  await enqueueMail(db, user, "second_factor_added", factorAddedLetter(user, factor));
  if (user.secondFactorSince) return [];
  // A new version, so that a sign-in at the same time starts again, and asks for the factor.
  await db.update("User", user, { secondFactorSince: now });
  await endSessions(db, user.id, now, "a second factor was added", actor.session?.id);
  return giveRecoveryCodes(db, user.id);
}
