import type { z } from "zod";
import { actorAt } from "@/lib/auth/operator-access";
import { cardFactsShape } from "@/lib/cards/card-shapes";
import { type CardFacts, readCard } from "@/lib/cards/queries";
import type { Command } from "@/lib/command";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

const isConfirmed = ({ desiredStatus, waiting, profileDesiredAt }: CardFacts) =>
  desiredStatus === null && waiting === null && profileDesiredAt === null;

/** A verb on one card over HTTP. Answers with the card, and with 202 until the issuer has
 *  confirmed it. */
export function cardVerb(command: Command<z.ZodType, unknown>, summary: string) {
  return described(
    { command, summary, addressed: "cardId", answers: { 200: cardFactsShape, 202: cardFactsShape } },
    async ({ actor, id, body, options }) => {
      const there = await actorAt(actor, "Card", id);
      await command(there, { ...body, cardId: id }, options);
      const card = await readCard(there, id);
      return json(card, isConfirmed(card) ? 200 : 202);
    },
  );
}
