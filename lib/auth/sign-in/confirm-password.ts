import { nobodysHash, withPasswordPlace } from "@/lib/auth/passwords/password-hash.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { maxPasswordLength } from "@/lib/fields/max-length.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";
import { type Actor, type Origin, systemActor } from "../actor.ts";
import { forgetTriedPasswords, tryPassword } from "./try-password.ts";

type Confirming = Pick<Actor, "userId" | "homeAccountId" | keyof Origin>;

/** Makes the actor confirm their password. Ten wrong ones in a row pause this for half an hour, and
 *  do not pause sign-in. Throws INVALID_INPUT at `password` for a wrong password, RULE_BROKEN while
 *  attempts are paused, BUSY when the queue is full. */
export async function confirmPassword(actor: Confirming, password: string): Promise<void> {
  const { userId } = actor;
  if (password === "" || password.length > maxPasswordLength || userId === null) throw wrongPassword();
  await oneByOne(`user ${userId}`, () => confirm(actor, userId, password));
}

function confirm(actor: Confirming, userId: number, password: string): Promise<void> {
  const { homeAccountId, ip, userAgent, requestId } = actor;
  return withPasswordPlace(async (place) => {
    const person = await inAccount(homeAccountId, (db) =>
      db.user.findFirst({ where: { id: userId }, select: { passwordHash: true } }),
    );
    const system = systemActor("password", homeAccountId, { ip, userAgent, requestId });
    const { mayTry } = await tryPassword(system, { userId });
    if (!mayTry)
      throw new AppError(
        "RULE_BROKEN",
        "There were too many wrong passwords. Wait half an hour and try again.",
      );
    const comparedHash = person?.passwordHash ?? nobodysHash();
    if (!(await place.verify(password, comparedHash))) throw wrongPassword();
    await forgetTriedPasswords(system, { userId, comparedHash });
  });
}

const wrongPassword = () => invalidField("password", "This is not your password.");
