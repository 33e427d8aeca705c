import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/process/env.ts";

const minutes = 5;
const nonceBytes = 32;
const timeBytes = 6;

/** A challenge for a passkey: 256 random bits and the end of its five minutes, signed by the
 *  portal. So nobody has to store it before it comes back. `subject` says for whom it is and what
 *  for. */
export function newChallenge(subject: string, now: Date): Uint8Array<ArrayBuffer> {
  const end = Buffer.alloc(timeBytes);
  end.writeUIntBE(now.getTime() + minutes * 60_000, 0, timeBytes);
  const content = Buffer.concat([randomBytes(nonceBytes), end]);
  return Uint8Array.from(Buffer.concat([content, signature(content, subject)]));
}

/** Whether a challenge (base64url) is one that the portal made for this subject, within its
 *  time. */
export function isValidChallenge(challenge: string, subject: string, now: Date): boolean {
  const bytes = Buffer.from(challenge, "base64url");
  const content = bytes.subarray(0, nonceBytes + timeBytes);
  const expected = signature(content, subject);
  if (bytes.length !== nonceBytes + timeBytes + expected.length) return false;
  if (!timingSafeEqual(bytes.subarray(content.length), expected)) return false;
  return content.readUIntBE(nonceBytes, timeBytes) > now.getTime();
}

const signature = (content: Uint8Array, subject: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`passkey ${subject} `).update(content).digest();
