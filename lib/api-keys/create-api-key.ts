import { z } from "zod";
import { type KeyRole, keyRolesOf, newApiKey } from "@/lib/auth/api-key/api-key.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { choice, text } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { apiKeyLetter } from "./api-key-letter.ts";

/** How many API keys a business has at most. */
export const maxApiKeys = 20;

const dayMilliseconds = 24 * 60 * 60_000;

/** Creates an API key with a role no higher than the actor's. Only its hash is kept. It works for 1
 *  to 365 days, 90 by default. The actor is told by mail. Needs a recent proof. Throws FORBIDDEN,
 *  RULE_BROKEN for the 21st key, and INVALID_INPUT for a name that another key has. */
export const createApiKey = command({
  name: "api-key.create",
  input: z.strictObject({
    name: text("ApiKey", "name"),
    role: choice("ApiKey", "role"),
    expiresInDays: z
      .int("Give a whole number of days.")
      .min(1, "At least 1 day.")
      .max(365, "At most 365 days.")
      .default(90),
  }),
  async run({ db, actor, now, input: { name, role, expiresInDays } }) {
    requireRecentProof(actor, now);
    if (!keyRolesOf(actor.role).includes(role as KeyRole))
      throw new AppError("FORBIDDEN", "An API key can't have a higher role than yours.");
    // Without the lock, two at once could both become the 20th key, or get the same name.
    await db.lockAccount();
    const live = await db.read.apiKey.findMany({ where: { revokedAt: null }, select: { name: true } });
    if (live.some((key) => key.name === name)) throw invalidField("name", "Another API key has this name.");
    if (live.length >= maxApiKeys)
      throw new AppError("RULE_BROKEN", `A business can have ${maxApiKeys} API keys. Revoke one first.`);
    const { key, ...kept } = newApiKey();
    const expiresAt = new Date(now.getTime() + expiresInDays * dayMilliseconds);
    const made = await db.insert("ApiKey", { userId: actor.userId ?? 0, name, role, ...kept, expiresAt });
    const maker = await db.findForUpdate("User", actor.userId ?? 0);
    await enqueueMail(db, maker, "api_key_created", apiKeyLetter(maker, made));
    return { id: made.id, key, expiresAt: expiresAt.toISOString() };
  },
});
