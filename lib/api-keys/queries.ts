import type { Actor } from "@/lib/auth/actor.ts";
import { type KeyRole, keyRolesOf, shownKey } from "@/lib/auth/api-key/api-key.ts";
import { mayComeIn } from "@/lib/auth/session/check-session.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import type { Role } from "@/lib/permissions.ts";
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
    return keys.map(({ keyEnd, user, account, lastUsedAt, createdAt, expiresAt, role, ...key }) => ({
      ...key,
      role: role as KeyRole,
      shownKey: shownKey(keyEnd),
      createdBy: user.name,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      works:
        expiresAt > now &&
        mayComeIn(user, account) &&
        keyRolesOf(user.role as Role).includes(role as KeyRole),
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
  user: { select: { name: true, role: true, status: true, deletedAt: true } },
  account: { select: { status: true, deletedAt: true } },
} as const;
