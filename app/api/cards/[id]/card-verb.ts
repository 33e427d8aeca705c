import type { z } from "zod";
import { actorAt } from "@/lib/auth/operator-access";
import { readCard } from "@/lib/cards/queries";
import type { Command } from "@/lib/command";
import { endpoint, json } from "@/lib/http";

/** A verb of one card over HTTP: answers with the card, 202 while the issuer has not confirmed it. */
export function cardVerb(verb: Command<z.ZodType, unknown>) {
  return endpoint(async ({ actor, id, body, options }) => {
    const there = await actorAt(actor, "Card", id);
    await verb(there, { ...body, cardId: id }, options);
    const card = await readCard(there, id);
    return json(card, card.wantedStatus === null ? 200 : 202);
  });
}
