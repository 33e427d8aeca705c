import { z } from "zod";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const DELETE = described(
  {
    command: revokeApiKey,
    summary: "Revokes an API key. It stops working at once.",
    addressed: "apiKeyId",
    answers: { 200: z.object({ apiKeyId: z.int() }) },
  },
  async ({ actor, id, options }) => json(await revokeApiKey(actor, { apiKeyId: id }, options)),
);
