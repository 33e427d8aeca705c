import type { EventListParams } from "lithic/resources/events/events";
import { z } from "zod";
import { everyPage } from "../client.ts";
import { timestamp } from "../timestamp.ts";

type EventType = NonNullable<EventListParams["event_types"]>[number];

const about = z.object({
  card_token: z.string().optional().catch(undefined),
  token: z.string().optional().catch(undefined),
});

const eventShape = z
  .object({ token: z.string(), event_type: z.string(), created: timestamp, payload: about.catch({}) })
  .transform(({ event_type: type, payload, ...event }) => ({ ...event, type, about: payload }));

/** Lists the issuer's events since one time and before another, newest first (GET /v1/events): when
 *  each event happened, and its card and transaction. The token of an event is the id of the
 *  message that reports it. */
export function listEvents(types: readonly EventType[], begin: Date, end: Date) {
  const query = {
    event_types: [...types],
    begin: begin.toISOString(),
    end: end.toISOString(),
    with_content: true,
  };
  return everyPage("events:GET", (lithic, page) => lithic.events.list({ ...query, ...page }), eventShape);
}
