import { z } from "zod";
import { cardShape, type Delivery, deliveryBody, type IssuerCard } from "./cards.ts";
import { call, checked, everyPage } from "./client.ts";
import { lithicTypeOf } from "./translate.ts";

/** Reissues a physical card without changes (POST /v1/cards/{card_token}/reissue). The endpoint
 *  declares no idempotency key, so a retry must look first. */
export const reissueCardAtIssuer = (key: string, cardToken: string, shipTo: Delivery) =>
  print("reissue", key, cardToken, shipTo);

/** Renews a card with a new expiry and security code (POST /v1/cards/{card_token}/renew). A
 *  physical card is printed again. The key works as in reissueCardAtIssuer. */
export const renewCardAtIssuer = (key: string, cardToken: string, shipTo: Delivery) =>
  print("renew", key, cardToken, shipTo);

/** Has a virtual card printed (POST /v1/cards/{card_token}/convert_physical). The key works as in
 *  reissueCardAtIssuer. */
export async function convertCardAtIssuer(
  key: string,
  cardToken: string,
  shipTo: Delivery,
): Promise<IssuerCard> {
  const card = await print("convertPhysical", key, cardToken, shipTo);
  return checked(card, card.type === lithicTypeOf.physical);
}

async function print(
  order: "reissue" | "renew" | "convertPhysical",
  key: string,
  cardToken: string,
  shipTo: Delivery,
): Promise<IssuerCard> {
  const body = { shipping_address: deliveryBody(shipTo) };
  const headers = { "Idempotency-Key": key };
  const card = await call(
    "cards:POST",
    (lithic) => lithic.cards[order](cardToken, body, { headers }),
    cardShape,
  );
  return checked(card, card.token === cardToken);
}

/** Lists the issuer's tokens of a card's events of one type since a time (GET /v1/events). */
export async function cardEvents(
  kind: "card.reissued" | "card.renewed",
  cardToken: string,
  since: Date,
): Promise<readonly string[]> {
  const query = { event_types: [kind], begin: since.toISOString(), with_content: true };
  const events = await everyPage(
    "events:GET",
    (lithic, page) => lithic.events.list({ ...query, ...page }),
    eventShape,
  );
  return events.filter(({ payload }) => payload.card_token === cardToken).map((event) => event.token);
}

const eventShape = z.object({
  token: z.string(),
  payload: z.object({ card_token: z.string().optional() }).catch({}),
});
