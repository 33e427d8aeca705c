import { createHmac, randomInt } from "node:crypto";
import { env } from "@/lib/process/env.ts";

// Without the letters and digits that look alike. Crockford's Base32
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const groups = 6;
const groupLength = 4;
const codes = 10;

/** Ten codes that each stand in once for a second factor, such as "k3fd-9xmq-…": 120 bits each. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: codes }, () => Array.from({ length: groups }, newGroup).join("-"));

const newGroup = () =>
  Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");

/** The keyed hash that the database stores instead of a code. Undefined for a text that is no code.
 *  Case, spaces and hyphens do not matter, nor whether O or 0, I, L or 1 was typed. */
export function recoveryCodeHash(typed: string): string | undefined {
  const code = typed.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
  if (code.length !== groups * groupLength) return undefined;
  const key = Buffer.from(env().PASSWORD_PEPPER, "base64");
  return createHmac("sha256", key).update(`recovery code ${code}`).digest("base64url");
}
