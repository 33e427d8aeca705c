import { cardFactsShape } from "@/lib/cards/card-shapes";
import { replaceCard } from "@/lib/cards/issue/replace-card";
import { readCard } from "@/lib/cards/queries";
import { creating } from "@/lib/http/creating";

export const POST = creating(
  replaceCard,
  {
    summary: "Issues a card in place of this one, and answers with the new one.",
    answer: cardFactsShape,
    addressed: "cardId",
  },
  (actor, { cardId }) => readCard(actor, cardId),
);
