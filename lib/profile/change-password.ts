import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { hashNewPassword } from "@/lib/auth/passwords/hash-new-password.ts";
import { confirmPassword } from "@/lib/auth/sign-in/confirm-password.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError, noRow } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { replacePassword } from "@/lib/password-reset/replace-password.ts";
import { readAs } from "@/lib/read.ts";

/** What the form that changes one's own password sends. */
export const changePasswordInput = z.strictObject({ currentPassword: z.string(), password: z.string() });

/** Changes the actor's own password, after they enter the current one. Ends every session, this one
 *  too, and tells the person by mail. Throws INVALID_INPUT at `currentPassword` or `password`,
 *  RULE_BROKEN after too many wrong ones, BUSY. */
export async function changePassword(actor: Actor, input: unknown): Promise<void> {
  const { currentPassword, password } = parseInput(changePasswordInput, input);
  const owner = await readOwner(actor);
  await confirmPassword(actor, currentPassword).catch(atCurrentPassword);
  const passwordHash = await hashNewPassword(password, owner);
  const { id: userId, passwordHash: hashBefore } = owner.user;
  await setOwnPassword(actor, { userId, passwordHash, hashBefore });
}

function readOwner(actor: Actor) {
  return readAs(actor, "user.change-password", async (db) => {
    const select = {
      id: true,
      email: true,
      name: true,
      passwordHash: true,
      secondFactorSince: true,
    } as const;
    const userId = actor.userId ?? 0;
    const user = await db.user.findFirst({ where: { id: userId }, select });
    const account = await db.account.findFirst({ select: { businessName: true } });
    if (!user || !account) throw noRow("User", userId);
    return { accountId: actor.accountId, user, ...account };
  });
}

function atCurrentPassword(error: unknown): never {
  const message = error instanceof AppError ? error.fields.password : undefined;
  if (message === undefined) throw error;
  throw new AppError("INVALID_INPUT", message, { fields: { currentPassword: message } });
}

/** Gives the actor a password that was checked. */
export const setOwnPassword = command({
  name: "user.change-password",
  input: z.strictObject({ userId: rowId, passwordHash: z.string(), hashBefore: z.string().nullable() }),
  async run({ db, now, input: { userId, ...hashes } }) {
    await replacePassword(db, userId, hashes, now);
    return {};
  },
});
