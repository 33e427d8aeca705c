import { readLimited } from "@/lib/http/read-call";
import { problem } from "@/lib/http/route-handler";
import { maxWebhookBytes, receiveWebhook } from "@/lib/webhooks/receive-webhook";

/** Receives the issuer's webhooks. Only the signature counts, not the session or the origin. */
export async function POST({ headers, body }: Request): Promise<Response> {
  try {
    await receiveWebhook(headers, await readLimited(body, maxWebhookBytes));
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return problem(error);
  }
}
