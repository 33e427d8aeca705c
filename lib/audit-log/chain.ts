import { createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { describe } from "@/lib/db/schema.ts";
import { env, type KeyRing } from "@/lib/process/env.ts";
import { linkOfText } from "./link-of-text.mjs";

/** The values of an audit row as they are hashed: texts and whole numbers, times as ISO 8601 in UTC with milliseconds. */
export type ChainedRow = Readonly<Record<string, string | number | null>>;

/** Columns in the order they are hashed: all of the table but the hash itself. */
export const chainedFields: readonly string[] = Object.keys(describe("AuditLog").fields).filter(
  (field) => field !== "hash",
);

/** The link of a row: HMAC-SHA-256 over every column, previous link included. Undefined when the key it names is not in the ring. */
export function linkOf(row: ChainedRow, ring: KeyRing = env().AUDIT_KEYS): string | undefined {
  const key = linkKey(String(row.keyId), ring);
  return key && linkOfText(textOfValues(chainedFields.map((field) => row[field] ?? null)), key);
}

/** What is hashed of a row whose values stand in the order of the chained fields. */
export const textOfValues = (values: readonly (string | number | null)[]): string => JSON.stringify(values);

// A key that was prepared once saves a quarter of each link.
const prepared = new WeakMap<Buffer, KeyObject>();

/** The key of a ring that links are made with; undefined when there is none of this name. */
export function linkKey(keyId: string, ring: KeyRing = env().AUDIT_KEYS): KeyObject | undefined {
  const bytes = ring.keys.get(keyId);
  if (!bytes) return undefined;
  const key = prepared.get(bytes) ?? createSecretKey(bytes);
  prepared.set(bytes, key);
  return key;
}

/** Whether two links are the same, in a time that does not tell where they differ. */
export function sameLink(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
