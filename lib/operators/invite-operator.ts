import { randomUUID } from "node:crypto";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { endSecondFactors } from "@/lib/auth/factors/end-second-factors.ts";
import { findPlatform } from "@/lib/auth/find-platform.ts";
import { createLink, endLinks, type LinkPurpose } from "@/lib/auth/links/one-time-link.ts";
import { nobodysHash } from "@/lib/auth/passwords/password-hash.ts";
import { endSessions } from "@/lib/auth/session/end-session.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command, parseInput } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import { emailAddress } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { factorRemovedLetter } from "@/lib/second-factors/letters.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";

const invited = z.strictObject({ email: emailAddress });

/** A link that lets an operator in, and what it is for: a first password, or a new one. */
interface LetIn {
  readonly link: string;
  readonly purpose: LinkPurpose;
}

/** Writes a link that lets an operator in, for whoever works on the server itself. Throws
 *  RULE_BROKEN while there is no platform, for an address that belongs to a person of a business,
 *  and for a deactivated operator. */
export async function letOperatorIn(email: string): Promise<LetIn> {
  const parsed = parseInput(invited, { email });
  const platform = await findPlatform();
  if (!platform)
    throw new AppError("RULE_BROKEN", "Nobody is in this portal yet. Start it, and open the link to /setup.");
  const known = await findUserByEmail(parsed.email);
  if (known && known.accountId !== platform.id)
    throw new AppError("RULE_BROKEN", `${parsed.email} signs in to a business. Use another address.`);
  return inviteOperator(systemActor("operator:invite", platform.id, randomUUID()), parsed);
}

/** Writes a link for an operator of the actor's platform: a new one, or one who has not joined yet,
 *  accepts an invitation. One who has joined chooses a new password; until then nothing lets them
 *  in, and they have no second factor. */
export const inviteOperator = command({
  name: "operator.invite",
  input: invited,
  async run({ db, actor, now, input: { email } }): Promise<LetIn> {
    // With the lock, of two at once only the later link works.
    await db.lockAccount();
    const platform = await db.findForUpdate("Account", actor.accountId);
    if (platform.accountType !== "platform")
      throw new AppError("RULE_BROKEN", "Only the platform has operators.");
    const known = await db.read.user.findFirst({ where: { email }, select: { id: true } });
    const user = known ? await db.findForUpdate("User", known.id) : await addOperator(db, email);
    if (user.status === "deactivated")
      throw new AppError(
        "RULE_BROKEN",
        `${email} is deactivated. Another operator can reactivate them, or use another address.`,
      );
    const purpose = user.status === "invited" ? "invitation" : "password_reset";
    if (purpose === "password_reset") await shutOut(db, user, now);
    return { link: await createLink(db, user.id, purpose, now), purpose };
  },
});

// They choose their name when they accept.
const addOperator = (db: Writer, email: string) =>
  db.insert("User", {
    ...nameColumns({ givenName: email.split("@")[0] ?? email, familyName: "" }),
    email,
    role: "operator",
    status: "invited",
  });

async function shutOut(db: Writer, user: Row<"User">, now: Date): Promise<void> {
  const had = user.secondFactorSince !== null;
  const bare = await endSecondFactors(db, user);
  await db.update("User", bare, { passwordHash: nobodysHash() });
  await endSessions(db, user.id, now, "a new password was asked for on the server");
  await endLinks(db, user.id, now);
  const removed = "Your old password, like every second factor that you had,";
  if (had) await enqueueMail(db, user, "second_factor_removed", factorRemovedLetter(user, removed));
}
