"use server";

import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import type { KeyRole } from "@/lib/auth/api-key/api-key";
import { formNumber, formText as text } from "@/lib/http/form";
import { showAction } from "@/lib/http/server-action";
import { verbAction } from "@/lib/http/verb-action";

export const createApiKeyAction = showAction(async (actor, form) => {
  const name = text(form, "name");
  const { key } = await createApiKey(actor, {
    name,
    role: text(form, "role") as KeyRole,
    expiresInDays: formNumber(form, "expiresInDays"),
  });
  return { message: `API key ${name} created`, shown: { name, key } };
});

export const revokeApiKeyAction = verbAction(revokeApiKey, { apiKeyId: formNumber }, () => ({
  message: "Revoked. Requests with this key are refused now.",
}));
