import { problem, readLimited } from "@/lib/http/route-handler";
import { longestWebhook, receiveWebhook } from "@/lib/webhooks/receive-webhook";

/** Takes what the issuer tells. No session counts here and no origin, only the signature. */
export async function POST({ headers, body }: Request): Promise<Response> {
  try {
    await receiveWebhook(headers, await readLimited(body, longestWebhook));
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return problem(error);
  }
}
