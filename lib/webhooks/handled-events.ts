/** Lithic's words for the events that are put in force here; others are kept, and nothing more. GET /v1/events takes up to ten of them. */
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
