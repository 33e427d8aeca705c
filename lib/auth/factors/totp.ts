import { generateSecret, generateURI, verify } from "otplib";
import { portalName } from "@/lib/process/env.ts";

/** A new secret for an authenticator app: 160 bits, in Base32. RFC 4226 */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** The address that an authenticator app reads from a QR code. */
export const totpAddress = (secret: string, email: string): string =>
  generateURI({ issuer: portalName(), label: email, secret });

const clockDriftSeconds = 30;

/** The time step that a code of an authenticator app belongs to: now, or one step before or after
 *  (RFC 6238). Undefined for a wrong code, and for one of `lastStep` or before, which was used. */
export async function totpStep(
  secret: string,
  code: string,
  lastStep: number,
  now: Date,
): Promise<number | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const result = await verify({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: clockDriftSeconds,
    ...(lastStep > 0 && { afterTimeStep: lastStep }),
  });
  return result.valid && "timeStep" in result ? result.timeStep : undefined;
}
