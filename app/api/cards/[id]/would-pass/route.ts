import { actorAt } from "@/lib/auth/operator-access";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { wouldPassShape } from "@/lib/transactions/would-pass/explain";
import { askedPurchase, wouldPass } from "@/lib/transactions/would-pass/would-pass";

export const POST = described(
  {
    name: "card.would-pass",
    summary: "Says whether a purchase would pass, and which rule would decline it. Changes nothing.",
    body: askedPurchase,
    answers: { 200: wouldPassShape },
  },
  async ({ actor, id, body }) =>
    json(await wouldPass(await actorAt(actor, "Card", id), id, body, new Date())),
);
