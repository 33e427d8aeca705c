import { cardFactsShape } from "@/lib/cards/card-shapes";
import { readCard } from "@/lib/cards/queries";
import { replaceCard } from "@/lib/cards/replace/replace-card";
import { creating } from "@/lib/http/creating";

export const POST = creating(
  replaceCard,
  {
    summary: "Issues a replacement for a card, and returns the new card.",
    answer: cardFactsShape,
    addressed: "cardId",
  },
  (actor, { cardId }) => readCard(actor, cardId),
);
