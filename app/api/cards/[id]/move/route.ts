import { cardFactsShape } from "@/lib/cards/card-shapes";
import { readCard } from "@/lib/cards/queries";
import { moveCard } from "@/lib/cards/replace/move-card";
import { creating } from "@/lib/http/creating";

export const POST = creating(
  moveCard,
  {
    summary:
      "Moves a card to another person: issues a new card to them, closes this one, and returns the new card.",
    answer: cardFactsShape,
    addressed: "cardId",
  },
  (actor, { cardId }) => readCard(actor, cardId),
);
