import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { type FoundPasskey, findPasskey } from "@/lib/auth/factors/find-passkey.ts";
import { challengeFrom, verifyPasskeySignature } from "@/lib/auth/factors/passkey.ts";
import { hashToken } from "@/lib/auth/session/check-session.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";

const maxResponseLength = 10_000;

// The library reads the rest, and refuses what does not fit.
const responseShape = z.looseObject({
  id: z.string().max(2_000),
  response: z.looseObject({ clientDataJSON: z.string() }),
});

/** What a browser answers to the portal, as JSON. Throws INVALID_INPUT at `passkey`. */
export function parsePasskeyResponse<Response>(json: string): Response {
  try {
    return responseShape.parse(json.length <= maxResponseLength ? JSON.parse(json) : null) as Response;
  } catch {
    throw wrongPasskey();
  }
}

export const wrongPasskey = () =>
  invalidField("passkey", "This passkey didn't work. Try again, or use another way.");

/** A signature of a passkey that was checked. */
export const passkeyProof = z.strictObject({
  factorId: rowId,
  counter: z.int().min(0),
  challengeHash: z.string(),
});

export type PasskeyProof = z.output<typeof passkeyProof>;

/** Checks what a passkey signed, before the change that it allows. `subject` is the one that the
 *  challenge was made for. Throws INVALID_INPUT at `passkey`. */
export async function checkPasskey(
  json: string,
  subject: string,
  origin: string,
  now: Date,
): Promise<FoundPasskey & { readonly proof: PasskeyProof }> {
  const response = parsePasskeyResponse<AuthenticationResponseJSON>(json);
  const [found, challenge] = [await findPasskey(response.id), challengeFrom(response)];
  if (!found || challenge === undefined) throw wrongPasskey();
  const { kept, counter: before, factorId } = found;
  const counter = await verifyPasskeySignature(response, subject, kept, before, origin, now);
  if (counter === null) throw wrongPasskey();
  return { ...found, proof: { factorId, counter, challengeHash: hashToken(challenge) } };
}

/** Redeems a checked signature within a command. A challenge works once: its hash is kept, and is
 *  unique. Throws INVALID_INPUT at `passkey` when the signature was used before, or the passkey is
 *  gone. */
export async function redeemPasskey(
  db: Writer,
  userId: number,
  proof: PasskeyProof,
  now: Date,
): Promise<"passkey"> {
  const factor = await db.read.secondFactor.findFirst({
    where: { id: proof.factorId, userId, kind: "passkey" },
    select: { id: true },
  });
  if (!factor) throw wrongPasskey();
  const { challengeHash: tokenHash } = proof;
  if (await db.read.signInToken.findFirst({ where: { tokenHash }, select: { id: true } }))
    throw wrongPasskey();
  await db.insert("SignInToken", { userId, purpose: "passkey", tokenHash, expiresAt: now, usedAt: now });
  const kept = await db.findForUpdate("SecondFactor", factor.id);
  if (proof.counter > 0 && BigInt(proof.counter) <= kept.lastCounter) throw new AppError("BUSY");
  await db.record("SecondFactor", kept, { lastCounter: BigInt(proof.counter) });
  return "passkey";
}
