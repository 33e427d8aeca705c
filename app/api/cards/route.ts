import { creating } from "@/lib/api/creating";
import { described } from "@/lib/api/described";
import { cardListRules } from "@/lib/cards/card-list";
import { cardFactsShape, cardRowShape } from "@/lib/cards/card-shapes";
import { issueCard } from "@/lib/cards/issue-card";
import { listCards, readCard } from "@/lib/cards/queries";
import { json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";
import { pageOf } from "@/lib/shape";

export const GET = described(
  {
    name: "card.list",
    summary: "The cards that one may see.",
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
