import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { newToken } from "@/lib/auth/session/new-token.ts";
import { confirmPassword } from "@/lib/auth/sign-in/confirm-password.ts";
import { countAttempt } from "@/lib/auth/sign-in/count-attempt.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { readOwnFactors } from "./queries.ts";
import { redeemCode } from "./redeem-code.ts";
import { checkPasskey, passkeyProof, redeemPasskey, wrongPasskey } from "./redeem-passkey.ts";

/** What confirms who somebody is: their password, or for those with a second factor a code or what
 *  their passkey signed, as JSON. */
export const identityInput = z.strictObject({
  password: z.string().optional(),
  code: z.string().max(200).optional(),
  passkey: z.string().optional(),
});

/** What a passkey signs in a session. */
export const sessionSubject = (actor: Actor): string => `session ${actor.session?.id}`;

/** Confirms who the actor is, for what needs a recent proof. People with a second factor show it,
 *  others enter their password. Returns the session's new token: the old one ends. `origin` gives
 *  that of the page. Throws INVALID_INPUT at `password`, `code` or `passkey`, RULE_BROKEN after too
 *  many wrong ones, FORBIDDEN without a session. */
export async function confirmIdentity(
  actor: Actor,
  input: unknown,
  origin: () => Promise<string>,
): Promise<{ readonly token: string }> {
  const { password, code, passkey } = parseInput(identityInput, input);
  const session = newToken();
  const change = { tokenHash: session.hash };
  const { factors } = await readOwnFactors(actor);
  if (factors.length === 0) {
    await confirmPassword(actor, password ?? "");
    await recordIdentityConfirmed(actor, change);
  } else if (passkey) {
    const { userId, proof } = await checkPasskey(passkey, sessionSubject(actor), await origin(), new Date());
    if (userId !== actor.userId) throw wrongPasskey();
    await recordIdentityConfirmed(actor, { ...change, proof });
  } else {
    const { outcome } = await recordIdentityConfirmed(actor, { ...change, code: code ?? "" });
    if (outcome === "paused") throw new AppError("RULE_BROKEN", paused);
    if (outcome === "wrong") throw invalidField("code", "This code is wrong or was used before.");
  }
  return { token: session.token };
}

const paused = "There were too many wrong codes. Wait half an hour and try again.";

/** Gives the actor's session a new token, and notes that they proved who they are. Counts a wrong
 *  code. */
export const recordIdentityConfirmed = command({
  name: "user.confirm-identity",
  input: z.strictObject({
    tokenHash: z.string(),
    code: z.string().optional(),
    proof: passkeyProof.optional(),
  }),
  async run({ db, actor, now, input: { tokenHash, code, proof } }) {
    const session = await db.findForUpdate("Session", actor.session?.id ?? 0);
    if (session.revokedAt) throw new AppError("NOT_SIGNED_IN");
    if (code !== undefined) {
      const user = await db.findForUpdate("User", session.userId);
      const before = { attempts: user.confirmAttempts, pausedUntil: user.confirmPausedUntil };
      const counted = countAttempt(before, now);
      if (!counted) return { outcome: "paused" };
      const isRight = await redeemCode(db, user, code, now);
      await db.record("User", user, {
        confirmAttempts: isRight ? 0 : counted.attempts,
        confirmPausedUntil: isRight ? null : counted.pausedUntil,
      });
      if (!isRight) return { outcome: "wrong" };
    }
    if (proof) await redeemPasskey(db, session.userId, proof, now);
    await db.update("Session", session, { tokenHash, authenticatedAt: now });
    return { outcome: "done" };
  },
});
