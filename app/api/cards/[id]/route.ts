import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { readCard } from "@/lib/cards/queries";
import { endpoint, json } from "@/lib/http";

/** A card. */
export const GET = endpoint(async ({ actor, id }) => {
  const card = await readCard(await actorAt(actor, "Card", id), id);
  await noteLook(actor, "Card", id);
  return json(card);
});
