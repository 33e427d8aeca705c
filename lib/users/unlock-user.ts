import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { checkManage } from "./user.ts";

/** Ends the pause of a person's sign-in after too many wrong passwords. Throws RULE_BROKEN when it
 *  is not paused. */
export const unlockUser = command({
  name: "user.unlock",
  input: z.strictObject({ userId: rowId }),
  async run({ db, actor, now, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    if (actor.role !== "operator") checkManage(actor, user.role);
    if (user.lockedUntil === null || user.lockedUntil <= now)
      throw new AppError("RULE_BROKEN", "Sign-in of this person is not paused.");
    await db.record("User", user, { loginAttempts: 0, lockedUntil: null });
    return { userId: user.id };
  },
});
