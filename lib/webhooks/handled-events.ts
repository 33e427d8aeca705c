/** Lithic's names of the events that the portal applies. Others are only stored. GET /v1/events
 *  takes up to ten. */
export const handledEvents = [
  "card.created",
  "card.updated",
  "card.shipped",
  "card.converted",
  "card.reissued",
  "card.renewed",
  "card_transaction.updated",
] as const;

export type HandledEvent = (typeof handledEvents)[number];

export const isHandled = (type: string): type is HandledEvent =>
  (handledEvents as readonly string[]).includes(type);
