import { newToken } from "@/lib/auth/session/new-token.ts";
import type { Role } from "@/lib/permissions.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

export type KeyRole = (typeof words.ApiKey.role)[number];

/** The roles that somebody may give to an API key: none is higher than their own. */
export function keyRolesOf(maker: Role | "system"): readonly KeyRole[] {
  if (maker === "owner") return ["owner", "admin", "user", "analyst"];
  return maker === "admin" ? ["admin", "user", "analyst"] : [];
}

// Scanners for leaked secrets recognize a key by its beginning.
const prefix = "cardkey_";

/** A new API key of 256 random bits, and what the database stores of it: its hash, and the end by
 *  which people recognize it. */
export function newApiKey(): { readonly key: string; readonly keyHash: string; readonly keyEnd: string } {
  const { token, hash } = newToken();
  return { key: prefix + token, keyHash: hash, keyEnd: token.slice(-4) };
}

/** The part of an API key that its hash is made of. Undefined for any other text. */
export const tokenOfKey = (key: string): string | undefined =>
  key.startsWith(prefix) ? key.slice(prefix.length) : undefined;

/** How an API key is shown: "cardkey_…aB3x". */
export const shownKey = (keyEnd: string): string => `${prefix}…${keyEnd}`;
