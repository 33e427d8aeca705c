import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** An API key without the key itself. `shownKey` is its beginning and end. */
export const apiKeyShape = component(
  "ApiKey",
  z.object({
    id: z.int(),
    name: z.string(),
    role: z.enum(words.ApiKey.role),
    shownKey: z.string(),
    createdBy: z.string(),
    createdAt: moment,
    expiresAt: moment,
    lastUsedAt: moment.nullable(),
    works: z.boolean(),
  }),
);

/** A new API key. The key itself is shown only now. */
export const createdApiKeyShape = component(
  "CreatedApiKey",
  z.object({ id: z.int(), key: z.string(), expiresAt: moment }),
);
