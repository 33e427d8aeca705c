import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { requireAllowedNetwork } from "@/lib/auth/allowed-networks.ts";
import { hashToken, mayComeIn } from "@/lib/auth/session/check-session.ts";
import { newToken } from "@/lib/auth/session/new-token.ts";
import { countSignIn, uncountFailure } from "@/lib/auth/sign-in/sign-in-limit.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { noteRefusal } from "@/lib/note-refusal.ts";
import type { SignInRequest } from "@/lib/sign-in/sign-in.ts";
import { startSession } from "@/lib/sign-in/start-session.ts";
import type { NewSession } from "./finish-sign-in.ts";
import { checkPasskey, passkeyProof, redeemPasskey, wrongPasskey } from "./redeem-passkey.ts";

/** What a passkey signs to sign in without a password. */
export const signInSubject = "sign-in";

/** Signs in with a passkey alone: the device has checked a finger, a face or a PIN. A pause after
 *  wrong passwords does not stop it, so nobody can lock out somebody with a passkey. `origin` is
 *  that of the page. Throws INVALID_INPUT at `passkey`, without saying why, NETWORK_NOT_ALLOWED,
 *  and TOO_MANY. */
export async function signInByPasskey(
  json: string,
  { device, ...request }: SignInRequest,
  origin: string,
): Promise<NewSession> {
  const retryAfter = await countSignIn(request.ip, undefined);
  if (retryAfter > 0) throw new AppError("TOO_MANY", undefined, { retryAfter });
  const { accountId, userId, proof } = await checkPasskey(json, signInSubject, origin, new Date());
  const actor = systemActor("sign-in", accountId, request);
  const session = newToken();
  const opened = await openSessionByPasskey(actor, {
    userId,
    proof,
    tokenHash: session.hash,
    ...(device && { deviceHash: hashToken(device) }),
  });
  if (!opened) {
    const reason = "The person or the account may not sign in";
    await noteRefusal(actor, { action: "user.sign-in", target: { model: "User", id: userId }, reason });
    throw wrongPasskey();
  }
  await uncountFailure(request.ip);
  return { userId, token: session.token };
}

/** Opens a session for the owner of a passkey. Returns null and changes nothing when they or the
 *  account may not sign in. */
export const openSessionByPasskey = command({
  name: "user.sign-in",
  input: z.strictObject({
    userId: rowId,
    tokenHash: z.string(),
    deviceHash: z.string().optional(),
    proof: passkeyProof,
  }),
  async run({ db, actor, now, input: { userId, proof, ...hashes } }) {
    const user = await db.findForUpdate("User", userId);
    const account = await db.findForUpdate("Account", user.accountId);
    if (!mayComeIn(user, account)) return null;
    requireAllowedNetwork(actor.ip, account.allowedNetworks);
    await redeemPasskey(db, userId, proof, now);
    const known = await db.record("User", user, { lastLoginAt: now });
    return { sessionId: (await startSession(db, known, hashes, actor, now)).id };
  },
});
