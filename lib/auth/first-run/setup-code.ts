import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/process/env.ts";

const lifetimeMilliseconds = 24 * 3_600_000;
const expiryDigits = 8;
const codeDigits = 28;

/** A code that opens set-up for 24 hours: hexadecimal, in groups of four. It holds when it expires
 *  and 80 bits of an HMAC over that, so it is stored nowhere. Seconds since 1970 fit until 2106. */
export function makeSetupCode(now: Date): string {
  const expires = Math.floor((now.getTime() + lifetimeMilliseconds) / 1_000);
  const expiry = expires.toString(16).padStart(expiryDigits, "0");
  return (expiry + signatureOf(expiry)).replace(/.{4}(?=.)/g, "$&-");
}

/** When a code expires, however it is grouped. Null for a code that this portal did not make, or
 *  whose time is over. */
export function readSetupCode(typed: string, now: Date): Date | null {
  const code = typed.toLowerCase().replace(/[^0-9a-f]/g, "");
  if (code.length !== codeDigits) return null;
  const expiry = code.slice(0, expiryDigits);
  const isOurs = timingSafeEqual(Buffer.from(code.slice(expiryDigits)), Buffer.from(signatureOf(expiry)));
  const expires = new Date(Number.parseInt(expiry, 16) * 1_000);
  return isOurs && expires > now ? expires : null;
}

// What AUTH_SECRET signs elsewhere never begins like this.
function signatureOf(expiry: string): string {
  const key = Buffer.from(env().AUTH_SECRET, "base64");
  const digest = createHmac("sha256", key).update(`portal setup until ${expiry}`).digest("hex");
  return digest.slice(0, codeDigits - expiryDigits);
}
