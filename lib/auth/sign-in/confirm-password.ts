import { z } from "zod";
import { nobodysHash, withPasswordPlace } from "@/lib/auth/passwords/password-hash.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { type Actor, systemActor } from "../actor.ts";
import { trySignIn } from "./try-sign-in.ts";

const maxPasswordLength = 256;

/** Makes the actor confirm their password. Wrong passwords count together with those of sign-in,
 *  and pause both. Throws INVALID_INPUT at `password` for a wrong password, RULE_BROKEN while
 *  attempts are paused, BUSY when the queue is full. */
export async function confirmPassword(actor: Actor, password: string): Promise<void> {
  const { homeAccountId, userId, ip, userAgent, requestId } = actor;
  if (password === "" || password.length > maxPasswordLength || userId === null) throw wrongPassword();
  await withPasswordPlace(async (place) => {
    const person = await inAccount(homeAccountId, (db) =>
      db.user.findFirst({ where: { id: userId }, select: { passwordHash: true } }),
    );
    const system = systemActor("password", homeAccountId, { ip, userAgent, requestId });
    const { mayTry } = await trySignIn(system, { userId });
    if (!mayTry)
      throw new AppError(
        "RULE_BROKEN",
        "There were too many wrong passwords. Wait half an hour and try again; nothing was shown.",
      );
    const comparedHash = person?.passwordHash ?? nobodysHash();
    if (!(await place.verify(password, comparedHash))) throw wrongPassword();
    if (!(await forgetAttempts(system, { userId, comparedHash })).isCurrent) throw wrongPassword();
  });
}

const wrongPassword = () =>
  new AppError("INVALID_INPUT", "This is not your password.", {
    fields: { password: "This is not your password." },
  });

/** Resets the count of attempts after a correct password. `isCurrent` is false when the password
 *  changed after it was compared; then nothing changes. */
export const forgetAttempts = command({
  name: "user.try-sign-in",
  input: z.strictObject({ userId: rowId, comparedHash: z.string() }),
  async run({ db, input: { userId, comparedHash } }) {
    const user = await db.findForUpdate("User", userId);
    const isCurrent = user.passwordHash === comparedHash;
    if (isCurrent) await db.record("User", user, { loginAttempts: 0, lockedUntil: null });
    return { isCurrent };
  },
});
