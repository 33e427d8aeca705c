import { z } from "zod";
import { addBusiness } from "@/lib/accounts/add-business.ts";
import { systemActor } from "@/lib/auth/actor.ts";
import { findSignUp } from "@/lib/auth/links/find-sign-up.ts";
import { countLinkUse } from "@/lib/auth/links/link-limits.ts";
import { linkExpired } from "@/lib/auth/links/one-time-link.ts";
import { hashFirstPassword } from "@/lib/auth/passwords/hash-new-password.ts";
import { setPassword } from "@/lib/auth/passwords/set-password.ts";
import { hashToken } from "@/lib/auth/session/check-session.ts";
import { newToken } from "@/lib/auth/session/new-token.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError, noRow } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import type { SignInRequest } from "@/lib/sign-in/sign-in.ts";
import { startSession } from "@/lib/sign-in/start-session.ts";
import { requireOpenPlatform } from "./open-platform.ts";
import { readTyped, type SignUp } from "./sign-up-input.ts";

/** What the form of the link sends. */
export const confirmInput = z.strictObject({ token: z.string().max(100), password: z.string() });

/** A sign-up whose link still works. */
interface OpenSignUp {
  readonly id: number;
  readonly typed: SignUp;
}

/** The sign-up whose link can still be used. Null for one that never was, was used, or is over. */
export async function findOpenSignUp(token: string, now: Date): Promise<OpenSignUp | null> {
  const row = await findSignUp(token);
  const typed = row && !row.usedAt && row.expiresAt > now ? readTyped(row) : null;
  return row && typed && { id: row.id, typed };
}

/** Whether a link was used. An owner whose answer was lost asks so. */
export const wasSignUpConfirmed = async (token: string): Promise<boolean> =>
  Boolean((await findSignUp(token))?.usedAt);

/** A business that has signed up, and its owner, who is signed in. */
interface SignedUp {
  readonly accountId: number;
  readonly userId: number;
  readonly token: string;
}

/** Signs up a business with the link from the mail: its owner chooses a password, and is signed in.
 *  Throws NOT_FOUND for a link that no longer works, RULE_BROKEN when the address has an account by
 *  now, INVALID_INPUT at `password`, TOO_MANY, BUSY. */
export async function confirmSignUp(input: unknown, { device, ...origin }: SignInRequest): Promise<SignedUp> {
  const { token, password } = parseInput(confirmInput, input);
  const platform = await requireOpenPlatform();
  await countLinkUse(origin.ip);
  const signUp = await findOpenSignUp(token, new Date());
  if (!signUp) throw linkExpired("sign_up");
  const { businessName, email, ...name } = signUp.typed;
  if (await findUserByEmail(email)) throw addressTaken();
  const passwordHash = await hashFirstPassword(password, [...Object.values(name), email, businessName]);
  const session = newToken();
  const made = await redeemSignUp(systemActor("sign-up", platform.id, origin), {
    signUpId: signUp.id,
    passwordHash,
    tokenHash: session.hash,
    ...(device && { deviceHash: hashToken(device) }),
  }).catch((error: unknown) => {
    // Two links of one address, confirmed at once.
    throw error instanceof AppError && error.code === "DUPLICATE" ? addressTaken() : error;
  });
  return { ...made, token: session.token };
}

// Only somebody with a link to this address learns this.
const addressTaken = () =>
  new AppError("RULE_BROKEN", "You already have an account with this email. Sign in with it.");

/** Redeems a sign-up: makes the business, which waits to be registered with the issuer, and its
 *  owner, and starts their session. */
export const redeemSignUp = command({
  name: "sign-up.confirm",
  scope: "across",
  input: z.strictObject({
    signUpId: rowId,
    passwordHash: z.string(),
    tokenHash: z.string(),
    deviceHash: z.string().optional(),
  }),
  async run({ db, actor, now, input: { signUpId, passwordHash, ...hashes } }) {
    const signUp = await db.findForUpdate("SignUp", signUpId);
    // The command reaches every account, and only the platform has sign-ups.
    if (signUp.accountId !== actor.accountId) throw noRow("SignUp", signUpId);
    const typed = readTyped(signUp);
    if (!typed || signUp.usedAt || signUp.expiresAt <= now) throw linkExpired("sign_up");
    await db.update("SignUp", signUp, { usedAt: now, content: null });
    const { within, owner } = await addBusiness(db, typed, "active");
    const known = await setPassword(within, owner, { passwordHash, hashBefore: null }, now);
    const signedIn = await within.record("User", known, { lastLoginAt: now });
    await startSession(within, signedIn, hashes, actor, now);
    return { accountId: owner.accountId, userId: owner.id };
  },
});
