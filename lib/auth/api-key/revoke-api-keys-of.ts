import type { Writer } from "@/lib/db/writer.ts";

/** Revokes all API keys that a person made. Returns their number. */
export function revokeApiKeysOf(db: Writer, userId: number, now: Date): Promise<number> {
  const noteOn = { model: "User", id: userId, as: "apiKeysRevoked" } as const;
  return db.updateEvery("ApiKey", { userId, revokedAt: null }, { revokedAt: now }, noteOn);
}
