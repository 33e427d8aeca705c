import { z } from "zod";
import { command } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import { choice, emailAddress, rowId, seenVersion, text } from "@/lib/fields/column.ts";
import { keepAnOwner } from "./keep-an-owner.ts";
import { phoneNumber } from "./phone-number.ts";
import { checkGrant, checkManage } from "./user.ts";

/** Changes what is given of a person. People change their own name and phone; e-mail and role are for those who manage people. Throws
 *  FORBIDDEN for what is not theirs to change, DUPLICATE for an e-mail in use, RULE_BROKEN for the last owner. */
export const changeUser = command({
  name: "user.change",
  input: z.strictObject({
    userId: rowId,
    name: text("User", "name").optional(),
    phone: phoneNumber.nullable().optional(),
    email: emailAddress.optional(),
    role: choice("User", "role").optional(),
    version: seenVersion,
  }),
  async run({ db, actor, reach, now, input: { userId, version, name, phone, email, role } }) {
    const user = await db.findForUpdate("User", userId, version);
    if (reach === "own" && (email !== undefined || role !== undefined)) throw new AppError("FORBIDDEN");
    checkManage(actor, user.role);
    if (role !== undefined && role !== user.role) {
      checkGrant(actor, role);
      await keepAnOwner(db, user);
      if (role === "analyst") await holdsNoCards(db, user);
    }
    const changed = await db.update("User", user, { name, phone, email, role });
    if (changed.email !== user.email) {
      // A link that went to the wrong address must not let its reader in.
      const open = { userId, usedAt: null, expiresAt: { gt: now } };
      await db.updateEvery(
        "SignInToken",
        open,
        { expiresAt: now },
        { model: "User", id: userId, as: "linksEnded" },
      );
    }
    return { userId: changed.id, version: changed.version };
  },
});

// An analyst holds no cards; one issued at this very moment must be seen, or must see the change.
async function holdsNoCards(db: Writer, { id, name }: Row<"User">): Promise<void> {
  await db.lockAccount();
  const cards = await db.read.card.count({ where: { userId: id, status: { not: "inactive" } }, take: 1 });
  if (cards > 0)
    throw new AppError(
      "RULE_BROKEN",
      `An analyst holds no cards, and ${name} has one. Close it first; nothing was changed.`,
    );
}
