import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { sendInvitation } from "@/lib/invitations/send-invitation.ts";
import { checkManage, managesOthers } from "../user.ts";

/** Lets a deactivated person sign in again, with the password they had. People who never had one
 *  are invited again. For an owner or admin, the actor needs a recent proof of who they are. Throws
 *  RULE_BROKEN for anybody else. */
export const reactivateUser = command({
  name: "user.reactivate",
  input: z.strictObject({ userId: rowId, version: seenVersion }),
  limit: "invite",
  async run({ db, actor, now, input: { userId, version } }) {
    const user = await db.findForUpdate("User", userId, version);
    checkManage(actor, user.role);
    if (managesOthers(user.role)) requireRecentProof(actor, now);
    if (user.status !== "deactivated") throw new AppError("RULE_BROKEN", `${user.name} is not deactivated.`);
    const hasPassword = user.passwordHash !== null;
    const reactivated = await db.update("User", user, { status: hasPassword ? "active" : "invited" });
    if (!hasPassword) await sendInvitation(db, reactivated, now);
    return { userId: reactivated.id, version: reactivated.version };
  },
});
