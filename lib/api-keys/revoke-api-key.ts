import { z } from "zod";
import { type KeyRole, keyRolesOf } from "@/lib/auth/api-key/api-key.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Revokes an API key, at once and for good. Throws FORBIDDEN for a key with a higher role than the
 *  actor's. */
export const revokeApiKey = command({
  name: "api-key.revoke",
  input: z.strictObject({ apiKeyId: rowId }),
  async run({ db, actor, now, input: { apiKeyId } }) {
    const key = await db.findForUpdate("ApiKey", apiKeyId);
    if (actor.role !== "system" && !keyRolesOf(actor.role).includes(key.role as KeyRole))
      throw new AppError("FORBIDDEN", "Only an owner can revoke a key with the role Owner.");
    if (!key.revokedAt) await db.update("ApiKey", key, { revokedAt: now });
    return { apiKeyId: key.id };
  },
});
