import { createHmac } from "node:crypto";
import { compare, hash } from "bcryptjs";
import { env } from "@/lib/env.ts";

const cost = 12;

/** The hash a password is kept as: bcrypt over its keyed hash, so that neither a long password is cut off nor a stolen database is enough to guess. */
export async function hashPassword(password: string): Promise<string> {
  return hash(prehashed(password), cost);
}

/** Whether a password is the one that was hashed. */
export async function verifyPassword(password: string, passwordHash: string): Promise<boolean> {
  return compare(prehashed(password), passwordHash);
}

// Bcrypt reads 72 bytes and stops at a zero byte; base64 of 48 bytes is 64 characters without one.
function prehashed(password: string): string {
  return createHmac("sha384", Buffer.from(env().PASSWORD_PEPPER, "base64")).update(password.normalize("NFC")).digest("base64");
}
