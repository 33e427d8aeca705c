import { createHmac } from "node:crypto";
import { env } from "@/lib/process/env.ts";
import { passwordPool } from "./password-pool.ts";

const cost = () => env().PASSWORD_COST;

/** The hash to compare with when there is no user or no password. It costs as much as any other,
 *  and no password matches it. */
export const nobodysHash = () => `$2b$${String(cost()).padStart(2, "0")}$${".".repeat(53)}`;

/** Whether a hash is one that no password matches, made at any cost. */
export const isNobodysHash = (hash: string | null): boolean =>
  hash !== null && /^\$2b\$\d\d\$\.{53}$/.test(hash);

/** The hash to store for a password: bcrypt over a keyed hash. Long passwords are not cut off, and
 *  a stolen database alone is not enough to guess them. Throws BUSY when the queue is full. */
export async function hashPassword(password: string): Promise<string> {
  return withPasswordPlace(({ hash }) => hash(password));
}

/** Whether a password matches a hash. Throws BUSY when the queue is full. */
export async function verifyPassword(password: string, passwordHash: string): Promise<boolean> {
  return withPasswordPlace(({ verify }) => verify(password, passwordHash));
}

/** Hashing and verifying within one place in the queue for a thread. */
export interface PasswordPlace {
  hash(password: string): Promise<string>;
  verify(password: string, passwordHash: string): Promise<boolean>;
}

/** Reserves a place in the queue for a thread before any other work, and holds it while the work
 *  runs. Throws BUSY at once when there is none. */
export function withPasswordPlace<T>(work: (place: PasswordPlace) => Promise<T>): Promise<T> {
  return passwordPool().inPlace((run) =>
    work({
      hash: async (password) => String(await run({ text: prehashed(password), cost: cost() })),
      verify: async (password, hash) => (await run({ text: prehashed(password), hash })) === true,
    }),
  );
}

/** Whether a hash was made at a lower cost than new hashes are. */
export function isWeakHash(passwordHash: string): boolean {
  return Number(/^\$2[aby]\$(\d\d)\$/.exec(passwordHash)?.[1] ?? 0) < cost();
}

// Bcrypt reads 72 bytes and stops at a zero byte; base64 of 48 bytes is 64 characters without one.
function prehashed(password: string): string {
  return createHmac("sha384", Buffer.from(env().PASSWORD_PEPPER, "base64"))
    .update(password.normalize("NFC"))
    .digest("base64");
}
