import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { checkManage } from "../user.ts";
import { isRestorable, restorableDays } from "../with-removed.ts";

/** Restores a removed person as they were: deactivated, or invited with a link to be sent again.
 *  They have no password any more. Throws RULE_BROKEN after 30 days, and DUPLICATE when their
 *  address belongs to another person of the business now. */
export const restoreUser = command({
  name: "user.restore",
  input: z.strictObject({ userId: rowId }),
  async run({ db, actor, now, input: { userId } }) {
    const user = await db.findDeletedForUpdate("User", userId);
    checkManage(actor, user.role);
    if (user.deletedAt && !isRestorable(user.deletedAt, now))
      throw new AppError(
        "RULE_BROKEN",
        `${user.name} was removed more than ${restorableDays} days ago. Invite them again instead.`,
      );
    const other = await db.read.user.findFirst({ where: { email: user.email }, select: { name: true } });
    if (other)
      throw new AppError(
        "DUPLICATE",
        `${user.email} belongs to ${other.name} now. Remove that person first, or leave it as it is.`,
      );
    const restored = await db.restore("User", user);
    return { userId: restored.id, version: restored.version };
  },
});
