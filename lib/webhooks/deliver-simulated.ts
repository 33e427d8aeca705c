import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { env } from "@/lib/process/env.ts";

/** Has the built-in issuer send its webhooks to this very server, signed as the portal expects it: what an operator sets up at Lithic. Answers
 *  whether some were taken, so that there may be more. */
export async function deliverSimulated(): Promise<boolean> {
  const { PORT, LITHIC_WEBHOOK_SECRET } = env();
  const [secret] = LITHIC_WEBHOOK_SECRET;
  if (secret !== undefined) simulator().keepReceiver(`http://127.0.0.1:${PORT}/api/lithic/webhooks`, secret);
  return (await simulator().deliverWebhooks()) > 0;
}
