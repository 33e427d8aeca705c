import { randomUUID } from "node:crypto";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { findSignUpsToForget } from "@/lib/auth/links/find-sign-up.ts";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Empties a sign-up that nobody confirmed. */
export const forgetSignUp = command({
  name: "sign-up.forget",
  input: z.strictObject({ signUpId: rowId }),
  async run({ db, now, input: { signUpId } }) {
    const signUp = await db.findForUpdate("SignUp", signUpId);
    if (signUp.expiresAt <= now) await db.update("SignUp", signUp, { content: null });
    return {};
  },
});

const maxAtOnce = 100;

/** Empties the sign-ups that are over. Returns whether there may be more. */
export async function forgetSignUps(): Promise<boolean> {
  const over = await findSignUpsToForget(new Date(), maxAtOnce);
  for (const { id, accountId } of over)
    await forgetSignUp(systemActor("sign-up", accountId, randomUUID()), { signUpId: id });
  return over.length === maxAtOnce;
}
