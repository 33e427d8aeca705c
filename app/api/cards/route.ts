import { cardListRules } from "@/lib/cards/card-list";
import { issueCard } from "@/lib/cards/issue-card";
import { listCards, readCard } from "@/lib/cards/queries";
import { created, endpoint, json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";

/** The cards that one may see. */
export const GET = endpoint(async ({ actor, query }) => json(await listCards(actor, parseListQuery(cardListRules, query))));

/** Issues a card. */
export const POST = endpoint((call) =>
  created(
    call,
    (options) => issueCard(call.actor, call.body as Parameters<typeof issueCard>[1], options),
    ({ cardId }) => readCard(call.actor, cardId),
  ),
);
