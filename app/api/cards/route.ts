import { cardFactsShape, cardRowShape } from "@/lib/cards/card-shapes";
import { issueCard } from "@/lib/cards/issue/issue-card";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards, readCard } from "@/lib/cards/queries";
import { pageOf } from "@/lib/fields/shape";
import { creating } from "@/lib/http/creating";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";

export const GET = described(
  {
    name: "card.list",
    summary: "Lists cards.",
    list: cardListRules,
    answers: { 200: pageOf(cardRowShape) },
  },
  async ({ actor, query }) => json(await listCards(actor, parseListQuery(cardListRules, query))),
);

export const POST = creating(
  issueCard,
  { summary: "Issues a card.", answer: cardFactsShape },
  (actor, { cardId }) => readCard(actor, cardId),
);
