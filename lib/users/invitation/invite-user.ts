import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { sendInvitation } from "@/lib/invitations/send-invitation.ts";
import { checkManage, managesOthers } from "../user.ts";

/** Invites a person again, who has not accepted yet. Their earlier links stop working. The answer
 *  holds the link, so call it without an idempotency key, which would keep the answer. For an owner
 *  or admin, the actor needs a recent proof of who they are. Throws RULE_BROKEN for somebody who
 *  has accepted. */
export const inviteUser = command({
  name: "user.invite",
  input: z.strictObject({ userId: rowId }),
  limit: "invite",
  async run({ db, actor, now, input: { userId } }) {
    // With the lock, of two invitations at once only the later one works.
    await db.lockAccount();
    const user = await db.findForUpdate("User", userId);
    checkManage(actor, user.role);
    if (managesOthers(user.role)) requireRecentProof(actor, now);
    if (user.status === "active") throw new AppError("RULE_BROKEN", `${user.name} has already joined.`);
    if (user.status === "deactivated")
      throw new AppError("RULE_BROKEN", `${user.name} is deactivated. Reactivate them first.`);
    return { userId: user.id, link: await sendInvitation(db, user, now) };
  },
});
