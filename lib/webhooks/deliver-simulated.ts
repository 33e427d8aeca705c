import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { env } from "@/lib/process/env.ts";
import { originAt } from "@/lib/process/origin-at.mjs";

/** Has the built-in issuer send its webhooks to this server, signed as the portal expects. An
 *  operator sets this up at Lithic. Returns whether some were accepted, so that there may be
 *  more. */
export async function deliverSimulated(): Promise<boolean> {
  const { HOST, PORT, LITHIC_WEBHOOK_SECRET } = env();
  const [secret] = LITHIC_WEBHOOK_SECRET;
  if (secret !== undefined) simulator().keepReceiver(`${originAt(HOST, PORT)}/api/lithic/webhooks`, secret);
  return (await simulator().deliverWebhooks()) > 0;
}
