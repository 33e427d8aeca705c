import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { cardFactsShape } from "@/lib/cards/card-shapes";
import { readCard } from "@/lib/cards/queries";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const GET = described(
  { name: "card.read", summary: "Returns a card.", answers: { 200: cardFactsShape } },
  async ({ actor, id }) => {
    const card = await readCard(await actorAt(actor, "Card", id), id);
    await noteLook(actor, "Card", id);
    return json(card);
  },
);
