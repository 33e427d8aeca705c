import type { Actor } from "@/lib/auth/actor.ts";
import { type KeyRole, shownKey } from "@/lib/auth/api-key/api-key.ts";
import { isWorking } from "@/lib/auth/api-key/find-api-key.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { readAs } from "@/lib/read.ts";
import type { apiKeyShape } from "./api-key-shapes.ts";
import { maxApiKeys } from "./create-api-key.ts";

/** An API key as a list shows it. */
export type ApiKeyRow = Shape<typeof apiKeyShape>;

/** The API keys of the actor's business that nobody revoked, by name. */
export function listApiKeys(actor: Actor): Promise<ApiKeyRow[]> {
  return readAs(actor, "api-key.see", async (db) => {
    const now = new Date();
    // A key stays in the list when the person who made it was removed.
    const keys = await withDeleted(() =>
      db.apiKey.findMany({
        where: { revokedAt: null },
        orderBy: { name: "asc" },
        take: maxApiKeys,
        select,
      }),
    );
    return keys.map(({ keyEnd, user, account, revokedAt, role, expiresAt, ...key }) => ({
      id: key.id,
      name: key.name,
      role: role as KeyRole,
      shownKey: shownKey(keyEnd),
      createdBy: user.name,
      createdAt: key.createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      works: isWorking({ role, expiresAt, revokedAt, user, account }, now),
    }));
  });
}

const select = {
  id: true,
  name: true,
  role: true,
  keyEnd: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  user: { select: { name: true, role: true, status: true, secondFactorSince: true, deletedAt: true } },
  account: { select: { status: true, secondFactorFor: true, deletedAt: true } },
} as const;
