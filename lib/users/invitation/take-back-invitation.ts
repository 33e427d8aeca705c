import { z } from "zod";
import { endLinks } from "@/lib/auth/links/one-time-link.ts";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { checkManage } from "../user.ts";

/** Takes an invitation back: its link stops working. The person stays, and can be invited again. */
export const takeBackInvitation = command({
  name: "user.take-back-invitation",
  input: z.strictObject({ userId: rowId }),
  async run({ db, actor, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    checkManage(actor, user.role);
    await endLinks(db, user.id, now, "invitation");
    return { userId: user.id };
  },
});
