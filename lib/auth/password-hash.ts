import { createHmac } from "node:crypto";
import { env } from "@/lib/process/env.ts";
import { passwordPool } from "./password-pool.ts";

const cost = () => env().PASSWORD_COST;

/** The hash to compare with when there is no user or no password: as costly as any, and no password fits it. */
export const nobodysHash = () => `$2b$${String(cost()).padStart(2, "0")}$${".".repeat(53)}`;

/** The hash a password is kept as: bcrypt over its keyed hash, so that neither a long password is cut off nor a stolen database is enough to
 *  guess. Throws BUSY when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  return withPasswordPlace(({ hash }) => hash(password));
}

/** Whether a password is the one that was hashed. Throws BUSY when too many wait. */
export async function verifyPassword(password: string, passwordHash: string): Promise<boolean> {
  return withPasswordPlace(({ verify }) => verify(password, passwordHash));
}

/** What can be done in a place among those who wait for a thread. */
export interface PasswordPlace {
  hash(password: string): Promise<string>;
  verify(password: string, passwordHash: string): Promise<boolean>;
}

/** Takes a place among those who wait for a thread before anything else is done, and keeps it for the work. Throws BUSY at once when there is
 *  none. */
export function withPasswordPlace<T>(work: (place: PasswordPlace) => Promise<T>): Promise<T> {
  return passwordPool().inPlace((run) =>
    work({
      hash: async (password) => String(await run({ text: prehashed(password), cost: cost() })),
      verify: async (password, hash) => (await run({ text: prehashed(password), hash })) === true,
    }),
  );
}

/** Whether a hash was made more cheaply than hashes are today. */
export function isWeakHash(passwordHash: string): boolean {
  return Number(/^\$2[aby]\$(\d\d)\$/.exec(passwordHash)?.[1] ?? 0) < cost();
}

// Bcrypt reads 72 bytes and stops at a zero byte; base64 of 48 bytes is 64 characters without one.
function prehashed(password: string): string {
  return createHmac("sha384", Buffer.from(env().PASSWORD_PEPPER, "base64"))
    .update(password.normalize("NFC"))
    .digest("base64");
}
