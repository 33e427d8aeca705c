import { z } from "zod";
import { env } from "@/lib/process/env.ts";
import { call, lithicClient } from "./client.ts";

/** The card details that a cardholder sees in frames of the issuer. */
const embedDetails = ["PAN", "EXP_MONTH", "EXP_YEAR", "CVV"] as const;

/** Opens a session in which a page of an origin may show each detail of a card once (POST
 *  /v1/cards/{card_token}/embed, which the SDK lacks). Returns the URLs of the frames, in the order
 *  of `embedDetails`. The URLs contain the session's secret. Send them to the browser and nowhere
 *  else. */
export async function openEmbedSession(
  cardToken: string,
  targetOrigin: string,
  until: Date,
  styles: object,
): Promise<readonly string[]> {
  const body = {
    type: "CARD_EMBED",
    target_origin: targetOrigin,
    expiration: Math.floor(until.getTime() / 1000),
  };
  const { session } = await call(
    "embeds:POST",
    (lithic) => lithic.post(`/v1/cards/${encodeURIComponent(cardToken)}/embed`, { body }),
    z.object({ session: z.string().min(1) }),
  );
  const look = Buffer.from(JSON.stringify(styles)).toString("base64");
  return embedDetails.map((type) => `${embedPage()}?${new URLSearchParams({ session, type, styles: look })}`);
}

// The portal itself serves the simulator's page, at app/api/issuer-simulator/embed.
const embedPage = () =>
  env().LITHIC_ENVIRONMENT === "simulator"
    ? "/api/issuer-simulator/embed"
    : `${lithicClient().baseURL}/v1/embed`;
