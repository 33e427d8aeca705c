import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { requireAllowedNetwork } from "@/lib/auth/allowed-networks.ts";
import { findLink, type OpenLink } from "@/lib/auth/links/one-time-link.ts";
import { hashToken, mayComeIn } from "@/lib/auth/session/check-session.ts";
import { newToken } from "@/lib/auth/session/new-token.ts";
import { countAttempt, pauseFrom } from "@/lib/auth/sign-in/count-attempt.ts";
import { countSignIn, uncountFailure } from "@/lib/auth/sign-in/sign-in-limit.ts";
import { command } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { noteRefusal } from "@/lib/note-refusal.ts";
import type { SignInRequest } from "@/lib/sign-in/sign-in.ts";
import { startSession } from "@/lib/sign-in/start-session.ts";
import { wrongCodesLetter } from "./letters.ts";
import { redeemCode } from "./redeem-code.ts";
import { checkPasskey, passkeyProof, redeemPasskey, wrongPasskey } from "./redeem-passkey.ts";

const maxWrongCodes = 5;

/** What a person shows in the step after the password: a code, or the JSON of a browser's
 *  passkey. */
export interface SecondFactorResponse {
  readonly code?: string | undefined;
  readonly passkey?: string | undefined;
}

/** A person who is signed in. The token goes into the cookie of the session. */
export interface NewSession {
  readonly userId: number;
  readonly token: string;
}

/** What a passkey signs in the step after the password. */
export const stepSubject = (stepId: number): string => `second step ${stepId}`;

/** Finishes a sign-in with the person's second factor, after the password was right. `origin` is
 *  that of the page. Wrong codes count with wrong passwords. Five end this step, pause sign-in and
 *  are told by mail. Throws NOT_FOUND when the step is over, INVALID_INPUT at `code` or `passkey`,
 *  NETWORK_NOT_ALLOWED, TOO_MANY. */
export async function finishSignIn(
  token: string,
  shown: SecondFactorResponse,
  { device, ...request }: SignInRequest,
  origin: string,
): Promise<NewSession> {
  const retryAfter = await countSignIn(request.ip, undefined);
  if (retryAfter > 0) throw new AppError("TOO_MANY", undefined, { retryAfter });
  const now = new Date();
  const step = await findLink(token, "second_step", now);
  if (!step) throw stepIsOver();
  const proof = shown.passkey ? await proofOf(step, shown.passkey, origin, now) : undefined;
  const actor = systemActor("sign-in", step.accountId, request);
  const session = newToken();
  const { outcome } = await completeSecondStep(actor, {
    stepId: step.id,
    tokenHash: session.hash,
    ...(device && { deviceHash: hashToken(device) }),
    ...(proof ? { proof } : { code: shown.code ?? "" }),
  });
  if (outcome === "done") {
    await uncountFailure(request.ip);
    return { userId: step.user.id, token: session.token };
  }
  const target = { model: "User", id: step.user.id };
  await noteRefusal(actor, { action: "user.sign-in", target, reason: refusals[outcome] });
  if (outcome !== "wrong") throw stepIsOver();
  throw invalidField("code", "This code is wrong or was used before. Enter the one that your app shows now.");
}

async function proofOf(step: OpenLink, json: string, origin: string, now: Date) {
  const { userId, proof } = await checkPasskey(json, stepSubject(step.id), origin, now);
  if (userId !== step.user.id) throw wrongPasskey();
  return proof;
}

const stepIsOver = () => new AppError("NOT_FOUND", "Your sign-in expired. Sign in again.");

const refusals = {
  wrong: "Wrong code",
  last: "Wrong code",
  expired: "The sign-in took too long, or had too many wrong codes",
  paused: "Sign-in is paused after too many wrong passwords",
  "not-allowed": "The person or the account may not sign in",
} as const;

type Outcome = "done" | keyof typeof refusals;

/** Uses the second factor that a person shows, and opens their session. Counts a wrong code. */
export const completeSecondStep = command({
  name: "user.sign-in",
  input: z.strictObject({
    stepId: rowId,
    tokenHash: z.string(),
    deviceHash: z.string().optional(),
    code: z.string().max(200).optional(),
    proof: passkeyProof.optional(),
  }),
  async run({ db, actor, now, input }): Promise<{ outcome: Outcome }> {
    const step = await db.findForUpdate("SignInToken", input.stepId);
    const user = await db.findForUpdate("User", step.userId);
    if (step.usedAt || step.expiresAt <= now || step.attempts >= maxWrongCodes) return { outcome: "expired" };
    const counted = countAttempt({ attempts: user.loginAttempts, pausedUntil: user.lockedUntil }, now);
    if (!counted) return { outcome: "paused" };
    const account = await db.findForUpdate("Account", user.accountId);
    if (!mayComeIn(user, account)) return { outcome: "not-allowed" };
    requireAllowedNetwork(actor.ip, account.allowedNetworks);
    const used = input.proof
      ? await redeemPasskey(db, user.id, input.proof, now)
      : await redeemCode(db, user, input.code ?? "", now);
    if (used === undefined) {
      const { attempts } = await db.update("SignInToken", step, { attempts: step.attempts + 1 });
      const isLast = attempts === maxWrongCodes;
      const lockedUntil = isLast ? pauseFrom(now) : counted.pausedUntil;
      await db.record("User", user, { loginAttempts: counted.attempts, lockedUntil });
      if (lockedUntil) await enqueueMail(db, user, "wrong_codes", wrongCodesLetter(user));
      return { outcome: isLast ? "last" : "wrong" };
    }
    await db.update("SignInToken", step, { usedAt: now });
    const known = await db.record("User", user, { loginAttempts: 0, lockedUntil: null, lastLoginAt: now });
    await startSession(db, known, input, actor, now);
    return { outcome: "done" };
  },
});
