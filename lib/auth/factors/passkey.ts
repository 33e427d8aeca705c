import { createHash, createHmac } from "node:crypto";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import { env, portalName } from "@/lib/process/env.ts";
import { isValidChallenge, newChallenge } from "./challenge.ts";

/** What is kept of a passkey. The public key is base64url. */
export const storedPasskey = z.object({
  id: z.string(),
  publicKey: z.string(),
  transports: z.array(z.string()).default([]),
});

export type StoredPasskey = z.output<typeof storedPasskey>;

/** The hash by which a passkey is found: SHA-256 of its id. */
export const credentialHash = (id: string): string => createHash("sha256").update(id).digest("base64url");

/** What the browser needs to make a passkey for a person. `origin` is the portal's, and `known` the
 *  ids of the passkeys that they have. WebAuthn Level 3 */
export function passkeyCreationOptions(
  person: { readonly id: number; readonly email: string; readonly name: string },
  known: readonly string[],
  origin: string,
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: portalName(),
    rpID: hostOf(origin),
    userName: person.email,
    userDisplayName: person.name,
    userID: userHandle(person.id),
    challenge: newChallenge(creationSubject(person.id), now),
    attestationType: "none",
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** The passkey that a browser made. Null when it is not what the portal asked for. */
export async function verifyNewPasskey(
  response: RegistrationResponseJSON,
  userId: number,
  origin: string,
  now: Date,
): Promise<(StoredPasskey & { readonly counter: number }) | null> {
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => isValidChallenge(challenge, creationSubject(userId), now),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
  }).catch(() => null);
  if (!result?.verified) return null;
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey).toString("base64url"), transports, counter };
}

/** What the browser needs to use a passkey: any of this portal, or one of those in `allowed`. */
export function passkeyRequestOptions(
  subject: string,
  allowed: readonly string[],
  origin: string,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: hostOf(origin),
    challenge: newChallenge(subject, now),
    allowCredentials: allowed.map((id) => ({ id })),
    userVerification: "required",
  });
}

/** The new counter of a passkey that signed a challenge of the portal. Null when the signature, the
 *  challenge, the origin or the counter is wrong. */
export async function verifyPasskeySignature(
  response: AuthenticationResponseJSON,
  subject: string,
  kept: StoredPasskey,
  counter: number,
  origin: string,
  now: Date,
): Promise<number | null> {
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => isValidChallenge(challenge, subject, now),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    credential: {
      id: kept.id,
      publicKey: Uint8Array.from(Buffer.from(kept.publicKey, "base64url")),
      counter,
    },
  }).catch(() => null);
  return result?.verified ? result.authenticationInfo.newCounter : null;
}

/** The challenge that a browser's answer signs, as base64url. Undefined when it cannot be read. */
export function challengeFrom(response: AuthenticationResponseJSON): string | undefined {
  try {
    const data: unknown = JSON.parse(
      Buffer.from(response.response.clientDataJSON, "base64url").toString("utf8"),
    );
    return z.object({ challenge: z.string() }).parse(data).challenge;
  } catch {
    return undefined;
  }
}

const creationSubject = (userId: number) => `creation by user ${userId}`;

const hostOf = (origin: string) => new URL(origin).hostname;

// The device stores it beside the passkey, so it says nothing about the person.
const userHandle = (userId: number) =>
  Uint8Array.from(createHmac("sha256", env().AUTH_SECRET).update(`passkey of user ${userId}`).digest());
