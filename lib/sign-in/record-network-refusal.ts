import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Notes that a person entered their password in a network from which their business does not let
 *  them in. It was right, so the attempts before it are forgotten. */
export const recordNetworkRefusal = command({
  name: "user.refuse-network",
  input: z.strictObject({ userId: rowId }),
  async run({ db, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    await db.record("User", user, { loginAttempts: 0, lockedUntil: null });
    db.note("User", userId, { signInsRefused: 1 });
    return null;
  },
});
