import { createHmac, timingSafeEqual } from "node:crypto";
import { env, type KeyRing } from "@/lib/env.ts";
import { describe } from "@/lib/db/schema.ts";

/** The values of an audit row as they are hashed: texts and whole numbers, times as ISO 8601 in UTC with milliseconds. */
export type ChainedRow = Readonly<Record<string, string | number | null>>;

/** Columns in the order they are hashed: all of the table but the hash itself. */
export const chainedFields: readonly string[] = Object.keys(describe("AuditLog").fields).filter((field) => field !== "hash");

/** The link of a row: HMAC-SHA-256 over every column, previous link included. Undefined when the key it names is not in the ring. */
export function linkOf(row: ChainedRow, ring: KeyRing = env().AUDIT_KEYS): string | undefined {
  const key = ring.keys.get(String(row.keyId));
  if (!key) return undefined;
  const canonical = JSON.stringify(chainedFields.map((field) => row[field] ?? null));
  return createHmac("sha256", key).update(canonical).digest("base64url");
}

/** Whether two links are the same, in a time that does not tell where they differ. */
export function sameLink(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
