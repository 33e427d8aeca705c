import { cardFactsShape, cardRowShape } from "@/lib/cards/card-shapes";
import { issueCard } from "@/lib/cards/issue/issue-card";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { readCard } from "@/lib/cards/queries";
import { creating } from "@/lib/http/creating";
import { listing } from "@/lib/http/listing";

export const GET = listing(
  cardListRules,
  { name: "card.list", summary: "Lists cards.", row: cardRowShape },
  ({ actor }, query) => listCards(actor, query),
);

export const POST = creating(
  issueCard,
  { summary: "Issues a card.", answer: cardFactsShape },
  (actor, { cardId }) => readCard(actor, cardId),
);
