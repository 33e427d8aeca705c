import { z } from "zod";
import { isOneself } from "@/lib/auth/actor.ts";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import { choice, emailAddress, rowId, seenVersion } from "@/lib/fields/column.ts";
import { keepSomebodyInCharge } from "./keep-somebody-in-charge.ts";
import { nameColumns, nameFields } from "./name/person-name.ts";
import { phoneNumber } from "./phone-number.ts";
import { checkGrant, checkManage, managesOthers } from "./user.ts";

/** Changes the given fields of a user. People change their own name and phone; only managers of
 *  people change email and role, and only owners those of owners and admins. Another role, and the
 *  email of an owner or admin, needs a recent proof of who the actor is. Throws FORBIDDEN for a
 *  field that the actor may not change, DUPLICATE for an email in use, RULE_BROKEN for the last
 *  owner and for a cardholder who would become an analyst. */
export const changeUser = command({
  name: "user.change",
  input: z.strictObject({
    userId: rowId,
    givenName: nameFields.givenName.optional(),
    familyName: nameFields.familyName.optional(),
    phone: phoneNumber.nullable().optional(),
    email: emailAddress.optional(),
    role: choice("User", "role").optional(),
    version: seenVersion,
  }),
  async run({
    db,
    actor,
    reach,
    now,
    input: { userId, version, givenName, familyName, phone, email, role },
  }) {
    const user = await db.findForUpdate("User", userId, version);
    const changesOnlyOwn = isOneself(actor, user.id) && email === undefined && role === undefined;
    if (reach === "own" && !changesOnlyOwn) throw new AppError("FORBIDDEN");
    if (!changesOnlyOwn) checkManage(actor, user.role);
    // Whoever may set an address could reset the password with it, and sign in as the person.
    if (email !== undefined && email !== user.email && user.passwordHash !== null)
      throw new AppError(
        "RULE_BROKEN",
        `${user.name} has joined with ${user.email}. Only they can change it, on their profile.`,
      );
    if (email !== undefined && email !== user.email && managesOthers(user.role))
      requireRecentProof(actor, now);
    if (role !== undefined && role !== user.role) {
      checkGrant(actor, role);
      requireRecentProof(actor, now);
      await keepSomebodyInCharge(db, user);
      if (role === "analyst") await holdsNoCards(db, user);
    }
    const name = nameColumns({
      givenName: givenName ?? user.givenName,
      familyName: familyName ?? user.familyName,
    });
    const changed = await db.update("User", user, { ...name, phone, email, role });
    if (changed.email !== user.email) {
      // A link sent to a wrong address must not let its recipient sign in.
      await endLinks(db, userId, now);
    }
    return { userId: changed.id, version: changed.version };
  },
});

// An analyst holds no cards. With the lock, a card issued at the same time is either found here or
// refused there.
async function holdsNoCards(db: Writer, { id, name }: Row<"User">): Promise<void> {
  await db.lockAccount();
  const cards = await db.read.card.count({ where: { userId: id, status: { not: "inactive" } }, take: 1 });
  if (cards > 0)
    throw new AppError("RULE_BROKEN", `An analyst holds no cards, and ${name} has one. Close it first.`);
}
