import { z } from "zod";
import { apiKeyShape, createdApiKeyShape } from "@/lib/api-keys/api-key-shapes";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listApiKeys } from "@/lib/api-keys/queries";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const GET = described(
  {
    name: "api-key.list",
    summary: "Lists the API keys of your business by name, without the keys themselves.",
    answers: { 200: z.object({ rows: z.array(apiKeyShape) }) },
  },
  async ({ actor }) => json({ rows: await listApiKeys(actor) }),
);

// Without an idempotency key: the answer would have to be kept, and with it the API key.
export const POST = described(
  {
    command: createApiKey,
    summary: "Creates an API key. The key is shown once.",
    answers: { 201: createdApiKeyShape },
  },
  async ({ actor, body }) => json(await createApiKey(actor, body as never), 201),
);
